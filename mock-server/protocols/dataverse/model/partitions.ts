import type { TableModel } from './table.ts';
import type { TableRow } from './table-row.ts';

/*
 * Rows of elastic tables are spread over partitions. Where nobody names one, a row is in the partition of its primary key; in
 * another partition there may be a row with the same key.
 */

/** The column that tells the partition. */
export const partitionColumn = 'partitionid';

/** Under what the row with this id is stored. `partition`: of an elastic table. */
export function storeKey(table: TableModel, id: string, partition: unknown): string {
  return !table.elastic || typeof partition !== 'string' || partition === id ? id : `${id} ${partition}`;
}

/** Rows with a time to live go when that is over, counted from their last write. */
export function isAlive({ values: { ttlinseconds: seconds, modifiedon } }: TableRow, now: number): boolean {
  if (seconds === undefined || seconds === null) return true;
  return Date.parse(String(modifiedon)) + Number(String(seconds)) * 1000 > now;
}
