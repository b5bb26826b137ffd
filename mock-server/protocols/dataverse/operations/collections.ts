import type { HttpResponse } from '../../../../core/http.ts';
import { jsonObject } from '../../../../core/json.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { respondText } from '../../../kernel/respond.ts';
import { findCollection, isIn, rowsIn } from '../model/navigation.ts';
import { findRows } from '../read/find-rows.ts';
import type { Refusal } from '../refusal.ts';
import { notInCollection, segmentMissing } from '../refusals.ts';
import { locateRow, notThere } from '../request/locate-row.ts';
import type { KeyPredicate } from '../request/parse-key.ts';
import { largestPage } from '../request/parse-preferences.ts';
import type { Resource } from '../request/parse-route.ts';
import type { WebApiCall } from '../request/web-api-call.ts';
import { respondData } from '../respond.ts';
import { serviceUrl } from '../service-url.ts';
import { createRow, type Owned } from './create-row.ts';
import { listRows } from './list-rows.ts';
import { retrieveRow } from './retrieve-row.ts';

/** What is asked for below a row. */
type Below = Extract<Resource, { readonly property: string; readonly key: KeyPredicate }>;

/** The collection that an address names, of a row that is there. */
export function locateCollection(call: WebApiCall, { table, key, property }: Below): Owned | Refusal {
  const collection = findCollection(table, property);
  if (!collection) return segmentMissing(property);
  const location = locateRow(call, table, key);
  if (isRefused(location)) return location;
  return location.row ? { collection, owner: location.row } : notThere(location);
}

/** GET on a collection: its rows, with all that lists have. */
export function listCollection(call: WebApiCall, below: Below): HttpResponse | Refusal {
  const found = locateCollection(call, below);
  if (isRefused(found)) return found;
  call.world.cites(found.collection.kind === 'many-to-many' ? 'DV-NAV-020' : 'DV-NAV-012');
  return listRows(call, found.collection.table, rowsIn(call.store, found.owner.id, found.collection));
}

/** POST on a collection: a new row that is in it. */
export function createInCollection(call: WebApiCall, below: Below): HttpResponse | Refusal {
  const found = locateCollection(call, below);
  if (isRefused(found)) return found;
  call.world.cites('DV-NAV-021');
  return createRow(call, found.collection.table, found);
}

/** GET on "collection/$count". */
export function countCollection(call: WebApiCall, below: Below): HttpResponse | Refusal {
  const found = locateCollection(call, below);
  if (isRefused(found)) return found;
  const rows = findRows(call, found.collection.table, rowsIn(call.store, found.owner.id, found.collection));
  if (isRefused(rows)) return rows;
  call.world.cites('DV-LST-007');
  return respondText(200, 'text/plain', String(Math.min(rows.length, largestPage)));
}

/** GET on "collection/$ref": the addresses of its rows. */
export function listReferences(call: WebApiCall, below: Below): HttpResponse | Refusal {
  const { world } = call;
  const found = locateCollection(call, below);
  if (isRefused(found)) return found;
  const { collection, owner } = found;
  const rows = findRows(call, collection.table, rowsIn(call.store, owner.id, collection));
  if (isRefused(rows)) return rows;
  const root = serviceUrl(world);
  const value = rows
    .slice(0, call.query.top)
    .map(({ id }) => ({ '@odata.id': `${root}/${collection.table.setName}(${id})` }));
  return respondData(
    world,
    200,
    jsonObject([
      ['@odata.context', `${root}/$metadata#Collection($ref)`],
      ['value', value],
    ]),
  );
}

/** GET on "collection(key)": the row, if it is in the collection. */
export function getMember(call: WebApiCall, below: Below & { readonly member: KeyPredicate }): HttpResponse | Refusal {
  const found = locateCollection(call, below);
  if (isRefused(found)) return found;
  const { collection, owner } = found;
  const location = locateRow(call, collection.table, below.member);
  if (isRefused(location)) return location;
  if (location.row && !isIn(call.store, owner.id, collection, location.row))
    return notInCollection(below.property, location.row.id);
  return retrieveRow(call, collection.table, below.member);
}
