import type { Changes, TableRow } from '../model/table-row.ts';

/** What a PATCH has done. */
export interface Patched {
  /** Undefined: it created the row. */
  readonly before: TableRow | undefined;
  readonly row: TableRow;
  readonly changes: Changes;
}
