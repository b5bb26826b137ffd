import type { HttpResponse } from '../../../core/http.ts';
import type { Call } from './call.ts';
import { checkQuery } from './check-query.ts';
import { isRefusal, type Refusal, refuse } from './errors.ts';
import { columnsOf, presentRow, respondRows } from './present-row.ts';
import { readKey } from './read-key.ts';
import { type Row, rowKey, rowsOf } from './rows.ts';

/** GET of all rows, or of the one row with a key. */
export function findRows(call: Call): HttpResponse | Refusal {
  const { store, entity, keyRoute, query, world } = call;
  const key = keyRoute === '' ? undefined : readKey(entity, keyRoute, world);
  if (isRefusal(key)) return key;
  const asked = checkQuery(entity, query, true, world);
  if (isRefusal(asked)) return asked;
  const columns = asked.select ?? columnsOf(entity);
  const rows = rowsOf(store, entity);
  if (key) return respondOne(call, rows.get(rowKey(entity, key.values)), columns);
  const all = [...rows.entries()].slice(0, asked.first).map(([, row]) => presentRow(row, columns, world));
  return respondRows(world, 200, all);
}

function respondOne(
  { world }: Call,
  row: Row | undefined,
  columns: Parameters<typeof presentRow>[1],
): HttpResponse | Refusal {
  if (row === undefined)
    return world.keeps('DAB-GET-002') ? respondRows(world, 200, []) : refuse(world, 404, 'ItemNotFound', 'Not found');
  if (world.mutant('get-hides-rows')) return respondRows(world, 200, []);
  const shown = presentRow(row, columns, world);
  return respondRows(world, 200, world.keeps('DAB-GET-001') ? [shown] : [shown, shown]);
}
