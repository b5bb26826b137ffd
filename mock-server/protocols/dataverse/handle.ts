import { type HttpRequest, type HttpResponse, headerValue } from '../../../core/http.ts';
import type { Call } from '../../kernel/call.ts';
import { isRefused } from '../../kernel/refused.ts';
import { respondEmpty } from '../../kernel/respond.ts';
import type { Store } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import { findCollection } from './model/navigation.ts';
import { findLookup, type TableModel } from './model/table.ts';
import { answerBatch } from './operations/batch/answer-batch.ts';
import { writeCollectionReference } from './operations/collection-reference.ts';
import {
  countCollection,
  createInCollection,
  getMember,
  listCollection,
  listReferences,
} from './operations/collections.ts';
import { countRows } from './operations/count-rows.ts';
import { createRow } from './operations/create-row.ts';
import { deleteRow } from './operations/delete-row.ts';
import { describeMetadata, describeService } from './operations/describe.ts';
import { describeDefinitions } from './operations/describe-definitions.ts';
import { getProperty, getRawValue } from './operations/get-property.ts';
import { getReference, getRelated } from './operations/get-related.ts';
import { listRows } from './operations/list-rows.ts';
import { createMultiple } from './operations/multiple/create-multiple.ts';
import { deleteMultiple } from './operations/multiple/delete-multiple.ts';
import { featureOfAction } from './operations/multiple/feature-of-action.ts';
import { updateMultiple } from './operations/multiple/update-multiple.ts';
import { upsertMultiple } from './operations/multiple/upsert-multiple.ts';
import { patchRow } from './operations/patch-row.ts';
import { writeReference } from './operations/reference.ts';
import { retrieveRow } from './operations/retrieve-row.ts';
import { whoAmI } from './operations/who-am-i.ts';
import { withSessionToken } from './operations/with-session-token.ts';
import { writeProperty } from './operations/write-property.ts';
import { type Refusal, refuse } from './refusal.ts';
import {
  functionMissing,
  methodRefused,
  notModelled,
  privilegeMissing,
  segmentMissing,
  tokenWanted,
  versionUnsupported,
} from './refusals.ts';
import { checkLength } from './request/check-length.ts';
import { checkOptions, markIgnored } from './request/check-options.ts';
import { readPreferences } from './request/parse-preferences.ts';
import { parseRoute, type Resource } from './request/parse-route.ts';
import type { WebApiCall } from './request/web-api-call.ts';
import { respondRefusal, withVersion } from './respond.ts';
import { addressedAs } from './service-url.ts';

/** Answers one request to the Web API. */
export function handle(store: Store, request: HttpRequest, world: World): HttpResponse {
  if (!world.features.has('web-api')) return respondEmpty(404);
  if (!world.principal && world.keeps('DV-AUT-001')) {
    world.cites('DV-AUT-003');
    const answer = respondRefusal(world, tokenWanted());
    return { ...answer, headers: [...answer.headers, ['WWW-Authenticate', 'Bearer']] };
  }
  const answer = answerCall({ store, request, world });
  return isRefused(answer)
    ? respondRefusal(world, answer, readPreferences({ store, request, world }).annotations)
    : withVersion(world, answer);
}

function answerCall(call: Call): HttpResponse | Refusal {
  const tooLong = checkLength(call);
  if (tooLong) return tooLong;
  const route = parseRoute(call.request.target);
  markIgnored(call, isRefused(route) || !('table' in route.resource) ? undefined : route.resource.table);
  if (isRefused(route)) {
    if (route.refused.status === 404) call.world.cites('DV-ERR-002');
    return route;
  }
  addressedAs(call.world, route.servicePath);
  const found = { ...call, ...route };
  const { resource } = route;
  const barred = checkVersion(call) ?? checkPrivilege(call);
  if (barred) return barred;
  if (resource.kind === 'unmodelled') return unmodelled(call.world, resource.name);
  if ('table' in resource && !isThere(call.world, resource.table)) return segmentMissing(resource.table.setName);
  const answer = checkOptions(found) ?? answerResource(found, resource) ?? methodRefused(call.request.method);
  return isRefused(answer) ? answer : withSessionToken(found, answer);
}

/** A table that is not enabled for optimistic concurrency, and an elastic one, are parts that a server may lack. */
function isThere(world: World, { optimisticConcurrency, elastic }: TableModel): boolean {
  if (elastic) return world.features.has('elastic');
  return optimisticConcurrency || world.features.has('concurrency-off');
}

/** A version that a client says its body has, and that this server does not speak. */
function checkVersion({ request, world }: Call): Refusal | undefined {
  const version = headerValue(request.headers, 'OData-Version');
  if (version === undefined || /^4\.0?1?$/.test(version) || !world.keeps('DV-HDR-003')) return undefined;
  return versionUnsupported(version);
}

/** A caller who may read and not write. */
function checkPrivilege({ request, world }: Call): Refusal | undefined {
  const reads = world.principal?.claims['may'] === 'read';
  const writes = !['GET', 'HEAD'].includes(request.method) && !/\/\$batch$/.test(request.target);
  return reads && writes && world.keepsFor(world.place ?? request.method, 'DV-AUT-002')
    ? privilegeMissing()
    : undefined;
}

/** A resource that this server has. */
type Modelled = Exclude<Resource, { readonly kind: 'unmodelled' }>;

/** Undefined: the resource does not have this method. */
function answerResource(call: WebApiCall, resource: Modelled): HttpResponse | Refusal | undefined {
  const { request, world } = call;
  const is = (method: string): boolean => request.method === method;
  switch (resource.kind) {
    case 'service':
      return is('GET') ? describeService(world) : undefined;
    case 'metadata':
      return is('GET') ? describeMetadata(world) : undefined;
    case 'who':
      if (is('GET')) return whoAmI(world);
      return world.keeps('DV-ERR-012') ? functionMissing(`${world.baseUrl}${request.target}`) : undefined;
    case 'definitions':
      return is('GET') && world.features.has('table-definitions')
        ? describeDefinitions(call, resource)
        : unmodelled(world, resource.root);
    case 'batch':
      if (!world.features.has('batch')) return unmodelled(world, '$batch');
      return is('POST') ? answerBatch(call) : undefined;
    case 'count':
      return is('GET') ? countRows(call, resource.table) : undefined;
    case 'set':
      if (is('GET')) return listRows(call, resource.table);
      if (is('PATCH')) world.cites('DV-UPD-012');
      return is('POST') ? createRow(call, resource.table) : undefined;
    case 'action':
      return is('POST') ? answerAction(call, resource) : undefined;
    case 'row': {
      const { table, key } = resource;
      if (is('GET')) return retrieveRow(call, table, key);
      if (is('PATCH')) return patchRow(call, table, key);
      return is('DELETE') ? deleteRow(call, table, key) : undefined;
    }
    case 'property': {
      const { table, key, property } = resource;
      const lookup = findLookup(table, property);
      if (is('GET') && findCollection(table, property))
        return inCollections(call, () => listCollection(call, resource));
      if (is('POST') && findCollection(table, property))
        return inCollections(call, () => createInCollection(call, resource));
      if (is('GET')) return lookup ? getRelated(call, table, key, lookup) : getProperty(call, table, key, property);
      return is('PUT') || is('DELETE') ? writeProperty(call, table, key, property) : undefined;
    }
    case 'member':
      return is('GET') ? inCollections(call, () => getMember(call, resource)) : undefined;
    case 'related-count':
      return is('GET') ? inCollections(call, () => countCollection(call, resource)) : undefined;
    case 'raw-value': {
      const { table, key, property } = resource;
      return is('GET') ? getRawValue(call, table, key, property) : undefined;
    }
    case 'reference': {
      const { table, key, property } = resource;
      if (findCollection(table, property)) return answerReferences(call, resource);
      const lookup = findLookup(table, property);
      if (is('GET') && lookup) return getReference(call, table, key, lookup);
      return is('PUT') || is('DELETE') ? writeReference(call, table, key, property) : undefined;
    }
  }
}

/** References of a collection are listed, added to it, and taken out. */
function answerReferences(
  call: WebApiCall,
  resource: Resource & { readonly kind: 'reference' },
): HttpResponse | Refusal | undefined {
  const { method } = call.request;
  const alone = resource.member === undefined;
  if (method === 'GET' && alone) return inCollections(call, () => listReferences(call, resource));
  if (method !== 'DELETE' && (method !== 'POST' || !alone)) return undefined;
  return inCollections(call, () => writeCollectionReference(call, resource));
}

function inCollections({ resource, world }: WebApiCall, answer: () => HttpResponse | Refusal): HttpResponse | Refusal {
  const collection = 'property' in resource ? findCollection(resource.table, resource.property) : undefined;
  const part = collection?.kind === 'many-to-many' ? 'many-to-many' : 'collections';
  return world.features.has(part) ? answer() : unmodelled(world, part);
}

const bulkActions: Readonly<Record<string, typeof updateMultiple>> = {
  CreateMultiple: createMultiple,
  UpdateMultiple: updateMultiple,
  UpsertMultiple: upsertMultiple,
};

/** The bound actions of a table. DeleteMultiple is for elastic tables alone. */
function answerAction(
  call: WebApiCall,
  { table, action }: Resource & { readonly kind: 'action' },
): HttpResponse | Refusal {
  const { world } = call;
  const bulk = bulkActions[action];
  if (bulk) return world.features.has(featureOfAction[action] ?? '') ? bulk(call, table) : unmodelled(world, action);
  if (action === 'DeleteMultiple' && table.elastic) return deleteMultiple(call, table);
  if (action !== 'DeleteMultiple') return segmentMissing(`Microsoft.Dynamics.CRM.${action}`);
  world.cites('DV-BLK-004');
  const status = world.variant('other-refusals') ? 400 : 501;
  return refuse(status, '0x80060888', 'DeleteMultiple has not yet been implemented.');
}

function unmodelled(world: World, name: string): Refusal {
  world.unmodelled(name);
  return notModelled(name);
}
