import type { HttpRequest, HttpResponse } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { type Definition, findDefinition } from '../model/definitions.ts';
import { pickByMutant } from '../pick-by-mutant.ts';
import { methodNotAllowed, refuse, serverError } from '../refuse.ts';
import { readBody } from '../request/read-body.ts';
import type { Route } from '../request/route.ts';
import { misdirectUpdate } from '../write/defects.ts';
import { createFragment, deleteFragment, readFragment } from './fragment-requests.ts';
import { listFragments } from './list-fragments.ts';
import { updateFragment } from './update-fragment.ts';

/** A request to the Fragments Data Service, with its raw path and query. */
export type FragmentsRoute = Route & { readonly path: string; readonly query: string | undefined };

/** Answers /data/fragments/{ddName} and /data/fragments/{ddName}/{id}. */
export function handleFragments(
  store: Store,
  request: HttpRequest,
  { name, id, path, query }: FragmentsRoute,
  world: World,
): HttpResponse {
  const definition = findDefinition(name, world.edition);
  if (!definition) return unknownDefinition(store, request, name, world);
  if (id !== undefined) {
    if (request.method === 'GET') return readFragment(store, definition, id, world);
    if (request.method === 'DELETE') return deleteFragment(store, definition, id, world);
    return methodNotAllowed(world, 'GET, DELETE');
  }
  if (request.method === 'GET') return listFragments(store, definition, query, world);
  if (request.method !== 'POST' && request.method !== 'PUT') return methodNotAllowed(world, 'GET, POST, PUT');
  const body = readBody(request, world);
  if ('refused' in body) return body.refused;
  if (request.method === 'POST') return createFragment(store, definition, body.object, world);
  return (
    spellingDefect(path, query, world) ??
    updateFragment(store, definition, replaced(body.object, definition, query, world), world)
  );
}

/** 500, not 404 (M42-UPD-010, M42-GET-003). */
function unknownDefinition(store: Store, request: HttpRequest, name: string, world: World): HttpResponse {
  if (request.method === 'PUT') {
    const body = readBody(request, world);
    if ('object' in body) misdirectUpdate(store, body.object, world);
  }
  const reason = { name: 'DataDefinitionNotFound', message: `Data Definition ${name} not found.` };
  const documented = request.method === 'PUT' ? 'M42-UPD-010' : 'M42-GET-003';
  return world.keeps(documented) ? serverError(world, reason) : refuse(world, 404, reason);
}

/** How a mutant takes a trailing slash or a query that means nothing. */
function spellingDefect(path: string, query: string | undefined, world: World): HttpResponse | undefined {
  if (path.endsWith('/') && !world.keeps('M42-UPD-008')) {
    const status = pickByMutant(world, { 'trailing-slash-is-404': 404, 'trailing-slash-writes-nothing': 204 }, 301);
    return respondEmpty(status, status === 301 ? [['Location', `${world.baseUrl}${path.replace(/\/$/, '')}`]] : []);
  }
  if (query !== undefined && !world.keeps('M42-UPD-009'))
    return refuse(world, 400, { name: 'UnknownParameter', message: 'PUT takes no query.' });
  return undefined;
}

/** A mutant takes "full=true" for "replace": what is not named is reset. */
function replaced(body: JsonObject, definition: Definition, query: string | undefined, world: World): JsonObject {
  if (query !== 'full=true' || !world.mutant('full-query-replaces')) return body;
  return { ...Object.fromEntries(Object.keys(definition.attributes).map((name) => [name, null])), ...body };
}
