import type { HttpResponse } from '../../../../core/http.ts';
import type { Call } from '../../../kernel/call.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { findDefinition } from '../model/definitions.ts';
import { methodNotAllowed, serverError } from '../refuse.ts';
import { readBody } from '../request/read-body.ts';
import type { Route } from '../request/route.ts';
import { createFragment, deleteFragment, readFragment } from './fragment-requests.ts';
import { listFragments } from './list-fragments.ts';
import { updateFragment } from './update-fragment.ts';

/** A request to the Fragments Data Service, with its raw query. */
export type FragmentsRoute = Route & { readonly query: string | undefined };

/** Answers /data/fragments/{ddName} and /data/fragments/{ddName}/{id}; a query of an update means nothing (M42-UPD-009). */
export function handleFragments(call: Call, { name, id, query }: FragmentsRoute): HttpResponse {
  const { request, world } = call;
  const { method } = request;
  const definition = findDefinition(name, world.edition);
  if (!definition) return unknownDefinition(call, name);
  if (id !== undefined) {
    if (method === 'GET') return readFragment(call, definition, id);
    if (method === 'DELETE' && world.features.has('deletion')) return deleteFragment(call, definition, id);
    return methodNotAllowed(world, 'GET, DELETE');
  }
  if (method === 'GET') return listFragments(call, definition, query);
  const creates = method === 'POST' && world.features.has('creation');
  if (!creates && method !== 'PUT') return methodNotAllowed(world, 'GET, POST, PUT');
  const body = readBody(request, world);
  if (isRefused(body)) return body.refused;
  if (creates) return createFragment(call, definition, body.object);
  if (request.target.replace(/\?.*/, '').endsWith('/')) world.cites('M42-UPD-008');
  if (query !== undefined) world.cites('M42-UPD-009');
  return updateFragment(call, definition, body.object);
}

/** 500, not 404 (M42-UPD-010, M42-GET-003). */
function unknownDefinition({ request, world }: Call, name: string): HttpResponse {
  world.cites(request.method === 'PUT' ? 'M42-UPD-010' : 'M42-GET-003');
  return serverError(world, { name: 'DataDefinitionNotFound', message: `Data Definition ${name} not found.` });
}
