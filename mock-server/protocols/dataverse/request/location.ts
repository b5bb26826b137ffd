import type { Json } from '../../../../core/json.ts';
import type { AlternateKey, TableModel } from '../model/table.ts';
import type { TableRow } from '../model/table-row.ts';

/** What a key predicate leads to: a row that is there or might be. */
export interface Location {
  readonly table: TableModel;
  /** The row, if it exists. */
  readonly row: TableRow | undefined;
  /** Primary key, when the request named it; else the row has to be found by `key`. */
  readonly id: string | undefined;
  /** The alternate key the request used, and its values. */
  readonly key: AlternateKey | undefined;
  readonly keyValues: Readonly<Record<string, Json>>;
  /** The key as answers repeat it: a GUID, or the named parts as they came. */
  readonly keyText: string;
}
