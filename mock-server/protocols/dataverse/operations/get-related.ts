import type { HttpResponse } from '../../../../core/http.ts';
import { jsonObject } from '../../../../core/json.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { followLookup, type Link } from '../model/links.ts';
import type { Lookup, TableModel } from '../model/table.ts';
import type { Refusal } from '../refusal.ts';
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
  const { target, row } = found;
  call.world.cites('DV-NAV-011');
  return retrieveRow(call, target, { kind: 'bare', literal: { kind: 'guid', value: row.id, written: row.id } });
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
      ['@odata.id', `${serviceUrl(world)}/${found.target.setName}(${found.row.id})`],
    ]),
  );
}

/** Where a lookup leads; undefined: nowhere. */
function follow(call: WebApiCall, table: TableModel, key: KeyPredicate, lookup: Lookup): Link | undefined | Refusal {
  const location = locateRow(call, table, key);
  if (isRefused(location)) return location;
  return location.row ? followLookup(call.store, table, location.row, lookup) : notThere(location);
}
