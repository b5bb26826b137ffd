import type { HttpResponse } from '../../../../core/http.ts';
import type { Store } from '../../../kernel/store.ts';
import { deletedRows, removeRow, rowsOf } from '../model/rows.ts';
import { lookupValueName, type TableModel } from '../model/table.ts';
import type { TableRow } from '../model/table-row.ts';
import { tableNamed } from '../model/tables.ts';
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
  const location = locateRow(store, table, key, world);
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
  if (applied && world.mutant('delete-takes-linked-rows')) removeLinked(store, table, row);
  if (applied && (world.mutant('deleted-ids-stay-taken') || world.mutant('deleted-keys-stay-taken')))
    deletedRows(store, table).put(row.id, row);
  if (barred) return respondRefusal(world, barred);
  if (!world.keeps(location.id === undefined ? 'DV-AK-017' : 'DV-DEL-001')) return respondData(world, 200, {});
  return respondNothing(world, world.keeps('DV-DEL-007') ? [] : [entityIdHeader(table, location.keyText, world)]);
}

/** Rows that the deleted one referred to, as a wrong cascade takes them along. */
function removeLinked(store: Store, table: TableModel, row: TableRow): void {
  for (const lookup of table.lookups) {
    const id = row.values[lookupValueName(lookup)];
    const other = tableNamed(lookup.target);
    const linked = other && typeof id === 'string' ? rowsOf(store, other).get(id) : undefined;
    if (other && linked) removeRow(store, other, linked);
  }
}

function respondMissing({ world }: Exchange, location: Location): HttpResponse {
  const kept = world.keeps(location.id === undefined ? 'DV-AK-017' : 'DV-DEL-002');
  return kept ? respondRefusal(world, notThere(location)) : respondNothing(world);
}
