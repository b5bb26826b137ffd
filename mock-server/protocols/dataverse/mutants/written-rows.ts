import type { Exchange } from '../../../kernel/bug.ts';
import { rowsOf } from '../model/rows.ts';
import type { TableRow } from '../model/table-row.ts';
import { locationBefore, tableOf } from './exchanges.ts';
import { collectionOf, relatedRow } from './related.ts';
import { rowOf, targetsOf } from './targets.ts';

/** The table of the rows that a request writes: of a collection that of the rows in it. */
export function writtenTable(exchange: Exchange): ReturnType<typeof tableOf> {
  return collectionOf(exchange)?.table ?? tableOf(exchange);
}

/** The rows that a request names. */
export function namedRows(exchange: Exchange): readonly TableRow[] {
  if (collectionOf(exchange)) {
    const related = relatedRow(exchange);
    // A refused write may name no row that is there: then the first one of a name is touched.
    return related
      ? [related.row]
      : [...rowsOf(exchange.store, writtenTable(exchange)).entries()].map(([, row]) => row);
  }
  const { row } = locationBefore(exchange) ?? {};
  return row ? [row] : targetsOf(exchange.request).flatMap((target) => rowOf(exchange, target) ?? []);
}
