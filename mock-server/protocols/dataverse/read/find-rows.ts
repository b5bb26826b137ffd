import { isRefused } from '../../../kernel/refused.ts';
import { isAlive, partitionColumn } from '../model/partitions.ts';
import { rowsOf } from '../model/rows.ts';
import type { TableModel } from '../model/table.ts';
import type { TableRow } from '../model/table-row.ts';
import type { Refusal } from '../refusal.ts';
import type { WebApiCall } from '../request/web-api-call.ts';
import { readListQuery } from './list-query.ts';

/** The rows that $filter lets pass, in the order of $orderby, or else of the store. `among`: not of the whole table. */
export function findRows(
  call: WebApiCall,
  table: TableModel,
  among?: readonly TableRow[],
): readonly TableRow[] | Refusal {
  const { store, query } = call;
  const list = readListQuery(call, table, query);
  if (isRefused(list)) return list;
  const all = among ?? [...rowsOf(store, table).entries()].map(([, row]) => row);
  const rows = (table.elastic ? all.filter((row) => isShown(call, row)) : all).filter(list.passes);
  return list.compare ? rows.sort(list.compare) : rows;
}

/** Of an elastic table: is the row in the partition that is asked for, and still there? */
function isShown({ query, world }: WebApiCall, row: TableRow): boolean {
  world.cites('DV-ELA-006');
  if (query.partition !== undefined) world.cites('DV-ELA-007');
  return (
    isAlive(row, world.now()) && (query.partition === undefined || row.values[partitionColumn] === query.partition)
  );
}
