import type { Json } from '../../../../core/json.ts';

/** Values by member name, as rows store them. */
export type Changes = Readonly<Record<string, Json>>;

/** One stored row. `values` holds every column but the primary key, and lookups under "_column_value". */
export interface TableRow {
  /** Primary key, lower case. */
  readonly id: string;
  /** Number of the write that made this state; shared by all tables. */
  readonly version: bigint;
  readonly values: Changes;
}
