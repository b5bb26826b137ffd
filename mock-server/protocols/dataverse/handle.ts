import type { HttpRequest, HttpResponse } from '../../../core/http.ts';
import { respondEmpty } from '../../kernel/respond.ts';
import type { Store } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import { createRow } from './operations/create-row.ts';
import { deleteMultiple } from './operations/delete-multiple.ts';
import { deleteRow } from './operations/delete-row.ts';
import { describeMetadata, describeService } from './operations/describe.ts';
import type { Exchange } from './operations/exchange.ts';
import { getProperty } from './operations/get-property.ts';
import { listRows } from './operations/list-rows.ts';
import { patchRow } from './operations/patch-row.ts';
import { writeReference } from './operations/reference.ts';
import { retrieveRow } from './operations/retrieve-row.ts';
import { updateMultiple } from './operations/update-multiple.ts';
import { writeProperty } from './operations/write-property.ts';
import { isRefusal, refuse } from './refusal.ts';
import { methodRefused, segmentMissing } from './refusals.ts';
import { parseRoute, type Resource } from './request/parse-route.ts';
import { respondRefusal } from './respond.ts';

/** Answers one request to the Web API. */
export function handle(store: Store, request: HttpRequest, world: World): HttpResponse {
  if (!world.features.has('web-api')) return respondEmpty(404);
  const answer = world.principal ? route(store, request, world) : respondEmpty(401, [['WWW-Authenticate', 'Bearer']]);
  return withVersion(answer, world);
}

function route(store: Store, request: HttpRequest, world: World): HttpResponse {
  const found = parseRoute(request.target);
  if (isRefusal(found)) return respondRefusal(world, found);
  const answer = answerResource({ store, request, query: found.query, world }, found.resource);
  return answer ?? respondRefusal(world, methodRefused(request.method));
}

/** Undefined: the resource does not have this method. */
function answerResource(exchange: Exchange, resource: Resource): HttpResponse | undefined {
  const { request, world } = exchange;
  const is = (method: string): boolean => request.method === method;
  switch (resource.kind) {
    case 'service':
      return is('GET') ? describeService(world) : undefined;
    case 'metadata':
      return is('GET') ? describeMetadata(world) : undefined;
    case 'set':
      if (is('GET')) return listRows(exchange, resource.table);
      return is('POST') ? createRow(exchange, resource.table) : undefined;
    case 'action':
      return is('POST') ? answerAction(exchange, resource) : undefined;
    case 'row': {
      const { table, key } = resource;
      if (is('GET')) return retrieveRow(exchange, table, key);
      if (is('PATCH')) return patchRow(exchange, table, key);
      return is('DELETE') ? deleteRow(exchange, table, key) : undefined;
    }
    case 'property': {
      const { table, key, property } = resource;
      if (is('GET')) return getProperty(exchange, table, key, property);
      return is('PUT') || is('DELETE') ? writeProperty(exchange, table, key, property) : undefined;
    }
    case 'reference': {
      const { table, key, property } = resource;
      return is('PUT') || is('DELETE') ? writeReference(exchange, table, key, property) : undefined;
    }
  }
}

/** The bound actions of a standard table. DeleteMultiple is for elastic tables, of which there is none here. */
function answerAction(exchange: Exchange, { table, action }: Resource & { readonly kind: 'action' }): HttpResponse {
  const { world } = exchange;
  if (action === 'UpdateMultiple' && world.features.has('update-multiple')) return updateMultiple(exchange, table);
  if (action === 'DeleteMultiple' && !world.keeps('DV-BLK-004')) return deleteMultiple(exchange, table);
  if (action === 'DeleteMultiple') {
    const status = world.variant('other-refusals') ? 400 : 501;
    return respondRefusal(world, refuse(status, '0x80060888', 'DeleteMultiple has not yet been implemented.'));
  }
  return respondRefusal(world, segmentMissing(`Microsoft.Dynamics.CRM.${action}`));
}

function withVersion(answer: HttpResponse, world: World): HttpResponse {
  if (!world.keeps(answer.status >= 400 ? 'DV-HDR-012' : 'DV-HDR-001')) return answer;
  const version = world.mutant('another-odata-version') ? '4.01' : '4.0';
  return { ...answer, headers: [...answer.headers, ['OData-Version', version]] };
}
