import type { HttpResponse } from '../../../../core/http.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { linkTo } from '../model/links.ts';
import { associate, type Collection, isIn } from '../model/navigation.ts';
import { rowsOf } from '../model/rows.ts';
import type { TableRow } from '../model/table-row.ts';
import type { Refusal } from '../refusal.ts';
import { notInCollection, payloadInvalid } from '../refusals.ts';
import { locateRow, notThere } from '../request/locate-row.ts';
import type { Resource } from '../request/parse-route.ts';
import type { WebApiCall } from '../request/web-api-call.ts';
import { respondNothing } from '../respond.ts';
import { readPayload } from '../write/read-payload.ts';
import { resolveReference } from '../write/resolve-bind.ts';
import { updateRow } from '../write/store-row.ts';
import { locateCollection } from './collections.ts';

/**
 * POST on "collection/$ref" puts a row into it, DELETE takes one out, by "collection(key)/$ref" or by $id. Of one to many, that
 * is a change of the lookup of the row in the collection.
 */
export function writeCollectionReference(
  call: WebApiCall,
  reference: Resource & { readonly kind: 'reference' },
): HttpResponse | Refusal {
  const { request, store, world } = call;
  const found = locateCollection(call, reference);
  if (isRefused(found)) return found;
  const { collection, owner } = found;
  const row = request.method === 'POST' ? readAdded(call, collection) : readRemoved(call, reference, collection);
  if (isRefused(row)) return row;
  const added = request.method === 'POST';
  if (!added && !isIn(store, owner.id, collection, row)) return notInCollection(collection.name, row.id);
  const refused = relate(call, collection, owner, row, added);
  if (refused) return refused;
  const several = collection.kind === 'many-to-many';
  if (several) world.cites('DV-NAV-020');
  else world.cites(added ? 'DV-NAV-013' : reference.member ? 'DV-NAV-014' : 'DV-NAV-015', 'DV-NAV-017');
  return respondNothing(world);
}

/** Puts a row into a collection, or takes it out. */
function relate(
  call: WebApiCall,
  collection: Collection,
  owner: TableRow,
  row: TableRow,
  added: boolean,
): Refusal | undefined {
  if (collection.kind === 'many-to-many') {
    associate(call.store, owner.id, collection, row.id, added);
    return undefined;
  }
  const { table, lookup } = collection;
  const updated = updateRow(call, table, row, linkTo(table, lookup, added ? owner.id : null));
  return isRefused(updated) ? updated : undefined;
}

function readAdded(call: WebApiCall, collection: Collection): TableRow | Refusal {
  const body = readPayload(call);
  if (isRefused(body)) return body;
  return rowAt(call, collection, body['@odata.id']);
}

function readRemoved(
  call: WebApiCall,
  { member }: Resource & { readonly kind: 'reference' },
  collection: Collection,
): TableRow | Refusal {
  if (!member) return rowAt(call, collection, call.query.id);
  const location = locateRow(call, collection.table, member);
  if (isRefused(location)) return location;
  return location.row ?? notThere(location);
}

function rowAt(call: WebApiCall, { name, table }: Collection, reference: unknown): TableRow | Refusal {
  if (typeof reference !== 'string') return payloadInvalid(`It is not said which row of '${name}' is meant.`);
  const id = resolveReference(call, { name, target: table.logicalName }, reference);
  if (isRefused(id)) return id;
  return rowsOf(call.store, table).get(id) ?? payloadInvalid(`'${reference}' is no row.`);
}
