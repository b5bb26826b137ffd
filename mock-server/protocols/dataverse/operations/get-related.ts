import type { HttpResponse } from '../../../../core/http.ts';
import { jsonObject } from '../../../../core/json.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { type Lookup, lookupValueName, type TableModel } from '../model/table.ts';
import { tableNamed } from '../model/tables.ts';
import { memberValue } from '../read/member-value.ts';
import type { Refusal } from '../refusal.ts';
import { notModelled } from '../refusals.ts';
import { locateRow, notThere } from '../request/locate-row.ts';
import type { KeyPredicate } from '../request/parse-key.ts';
import type { WebApiCall } from '../request/web-api-call.ts';
import { respondData, respondNothing } from '../respond.ts';
import { serviceUrl } from '../service-url.ts';
import { retrieveRow } from './retrieve-row.ts';

/** GET on a single-valued navigation property: the row it leads to, or 204 where it leads nowhere. */
export function getRelated(
  call: WebApiCall,
  table: TableModel,
  key: KeyPredicate,
  lookup: Lookup,
): HttpResponse | Refusal {
  const found = follow(call, table, key, lookup);
  if (isRefused(found)) return found;
  if (!found) return respondNothing(call.world);
  const { target, id } = found;
  call.world.cites('DV-NAV-011');
  return retrieveRow(call, target, { kind: 'bare', literal: { kind: 'guid', value: id, written: id } });
}

/** GET on "navigation/$ref": the URL of the row it leads to. */
export function getReference(
  call: WebApiCall,
  table: TableModel,
  key: KeyPredicate,
  lookup: Lookup,
): HttpResponse | Refusal {
  const { world } = call;
  const found = follow(call, table, key, lookup);
  if (isRefused(found)) return found;
  if (!found) return respondNothing(world);
  return respondData(
    world,
    200,
    jsonObject([
      ['@odata.context', `${serviceUrl(world)}/$metadata#$ref`],
      ['@odata.id', `${serviceUrl(world)}/${found.target.setName}(${found.id})`],
    ]),
  );
}

/** Where a lookup leads; undefined: nowhere. */
function follow(
  call: WebApiCall,
  table: TableModel,
  key: KeyPredicate,
  lookup: Lookup,
): { readonly target: TableModel; readonly id: string } | undefined | Refusal {
  const location = locateRow(call, table, key);
  if (isRefused(location)) return location;
  if (!location.row) return notThere(location);
  const id = memberValue(call.store, table, location.row, lookupValueName(lookup));
  if (typeof id !== 'string') return undefined;
  const target = tableNamed(lookup.target);
  if (target) return { target, id };
  call.world.unmodelled(lookup.target);
  return notModelled(lookup.target);
}
