import type { HttpResponse } from '../../../../core/http.ts';
import { deletedRows, removeRow } from '../model/rows.ts';
import type { TableModel } from '../model/table.ts';
import { isRefusal } from '../refusal.ts';
import { payloadInvalid } from '../refusals.ts';
import { checkDeleteConditions } from '../request/check-conditions.ts';
import { type Location, locateRow, notThere } from '../request/locate-row.ts';
import type { KeyPredicate } from '../request/parse-key.ts';
import { readConditions } from '../request/read-conditions.ts';
import { respondData, respondNothing, respondRefusal } from '../respond.ts';
import { entityIdHeader } from '../service-url.ts';
import type { Exchange } from './exchange.ts';
import { refusesEmptyJson } from './refuses-empty-json.ts';

/** DELETE on a row. A Content-Type without a body is no fault. */
export function deleteRow(exchange: Exchange, table: TableModel, key: KeyPredicate): HttpResponse {
  const { store, request, world } = exchange;
  const location = locateRow(store, table, key);
  if (isRefusal(location)) return respondRefusal(world, location);
  if (refusesEmptyJson(request, 'DV-HDR-008', world))
    return respondRefusal(world, payloadInvalid('The body is empty.'));
  const conditions = readConditions(request, world);
  if (isRefusal(conditions)) return respondRefusal(world, conditions);
  const { row } = location;
  if (!row) return respondMissing(exchange, location);
  const barred = checkDeleteConditions(location, conditions, world);
  const applied = barred ? world.mutant('refused-delete-applied') : !world.mutant('delete-answered-but-lost');
  if (applied) removeRow(store, table, row);
  if (applied && world.mutant('deleted-ids-stay-taken')) deletedRows(store, table).put(row.id, row);
  if (barred) return respondRefusal(world, barred);
  if (!world.keeps(location.id === undefined ? 'DV-AK-017' : 'DV-DEL-001')) return respondData(world, 200, {});
  return respondNothing(world, world.keeps('DV-DEL-007') ? [] : [entityIdHeader(table, location.keyText, world)]);
}

function respondMissing({ world }: Exchange, location: Location): HttpResponse {
  const kept = world.keeps(location.id === undefined ? 'DV-AK-017' : 'DV-DEL-002');
  return kept ? respondRefusal(world, notThere(location)) : respondNothing(world);
}
