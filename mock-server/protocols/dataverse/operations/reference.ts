import type { HttpResponse } from '../../../../core/http.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { linkTo } from '../model/links.ts';
import { findLookup, type Lookup, type TableModel } from '../model/table.ts';
import type { Refusal } from '../refusal.ts';
import { payloadInvalid, segmentMissing } from '../refusals.ts';
import { locateRow, notThere } from '../request/locate-row.ts';
import type { KeyPredicate } from '../request/parse-key.ts';
import type { WebApiCall } from '../request/web-api-call.ts';
import { respondNothing } from '../respond.ts';
import { readPayload } from '../write/read-payload.ts';
import { resolveBind } from '../write/resolve-bind.ts';
import { updateRow } from '../write/store-row.ts';

/** PUT on "navigation/$ref" links the row to another, DELETE unlinks it; the other row is never touched. */
export function writeReference(
  call: WebApiCall,
  table: TableModel,
  key: KeyPredicate,
  name: string,
): HttpResponse | Refusal {
  const { request, world } = call;
  const location = locateRow(call, table, key);
  if (isRefused(location)) return location;
  const lookup = findLookup(table, name);
  const { row } = location;
  if (!row) {
    world.cites('DV-NAV-009');
    return notThere(location);
  }
  if (!lookup) return segmentMissing(name);
  const unlinks = request.method === 'DELETE';
  world.cites(unlinks ? 'DV-NAV-003' : 'DV-NAV-004', 'DV-NAV-010');
  const target = unlinks ? null : readTarget(call, lookup);
  if (isRefused(target)) return target;
  const updated = updateRow(call, table, row, linkTo(table, lookup, target));
  return isRefused(updated) ? updated : respondNothing(world);
}

function readTarget(call: WebApiCall, lookup: Lookup): string | Refusal {
  const body = readPayload(call);
  if (isRefused(body)) return body;
  const reference = body['@odata.id'];
  if (reference === undefined) return payloadInvalid("The body has no member '@odata.id'.");
  return resolveBind(call, lookup, reference);
}
