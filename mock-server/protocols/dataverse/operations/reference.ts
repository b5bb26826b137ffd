import type { HttpResponse } from '../../../../core/http.ts';
import type { Json } from '../../../../core/json.ts';
import { removeRow, rowsOf } from '../model/rows.ts';
import { findLookup, lookupValueName, type TableModel } from '../model/table.ts';
import { tableNamed } from '../model/tables.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { payloadInvalid, segmentMissing } from '../refusals.ts';
import { locateRow, notThere } from '../request/locate-row.ts';
import type { KeyPredicate } from '../request/parse-key.ts';
import { respondNothing, respondRefusal } from '../respond.ts';
import { readPayload } from '../write/read-payload.ts';
import { resolveBind } from '../write/resolve-bind.ts';
import { updateRow } from '../write/store-row.ts';
import type { Exchange } from './exchange.ts';

/** PUT on "navigation/$ref" links the row to another, DELETE unlinks it; the other row is never touched. */
export function writeReference(exchange: Exchange, table: TableModel, key: KeyPredicate, name: string): HttpResponse {
  const { store, request, world } = exchange;
  const location = locateRow(store, table, key, world);
  if (isRefusal(location)) return respondRefusal(world, location);
  const lookup = findLookup(table, name);
  const { row } = location;
  if (!row || !lookup || (request.method === 'DELETE' && !world.keeps('DV-NAV-003')))
    return respondRefusal(world, row ? segmentMissing(name) : notThere(location));
  const member = lookupValueName(lookup);
  const unlinks = request.method === 'DELETE';
  const target = unlinks ? null : readTarget(exchange, table, name);
  if (isRefusal(target)) return respondRefusal(world, target);
  const linked = row.values[member];
  if (unlinks && world.mutant('unlink-deletes-the-other-row')) {
    const otherTable = tableNamed(lookup.target);
    const other = otherTable && typeof linked === 'string' ? rowsOf(store, otherTable).get(linked) : undefined;
    if (otherTable && other) removeRow(store, otherTable, other);
  }
  if (unlinks && world.mutant('unlink-answered-but-lost')) return respondNothing(world);
  const updated = updateRow(store, table, row, { [member]: target }, world);
  return isRefusal(updated) ? respondRefusal(world, updated) : respondNothing(world);
}

function readTarget({ store, request, world }: Exchange, table: TableModel, name: string): Json | Refusal {
  const body = readPayload(request, world);
  if (isRefusal(body)) return body;
  const lookup = findLookup(table, name);
  const reference = body['@odata.id'];
  if (!lookup || reference === undefined) return payloadInvalid("The body has no member '@odata.id'.");
  return resolveBind(store, lookup, reference, world);
}
