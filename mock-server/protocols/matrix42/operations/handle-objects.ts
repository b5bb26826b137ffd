import type { HttpRequest, HttpResponse } from '../../../../core/http.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { findObjectType } from '../model/definitions.ts';
import { methodNotAllowed, serverError } from '../refuse.ts';
import { readBody } from '../request/read-body.ts';
import type { Route } from '../request/route.ts';
import { createObject, deleteObject, readObject } from './object-requests.ts';
import { updateObject } from './update-object.ts';

/** Answers /data/objects/{ciName} and /data/objects/{ciName}/{id}. */
export function handleObjects(store: Store, request: HttpRequest, { name, id }: Route, world: World): HttpResponse {
  const type = findObjectType(name);
  if (!type)
    return serverError(world, { name: 'ObjectTypeNotFound', message: `Configuration Item ${name} not found.` });
  if (id !== undefined) {
    if (request.method === 'GET') return readObject(store, type, id, world);
    if (request.method === 'DELETE') return deleteObject(store, type, id, world);
    return methodNotAllowed(world, 'GET, DELETE');
  }
  if (request.method !== 'POST' && request.method !== 'PUT') return methodNotAllowed(world, 'POST, PUT');
  const body = readBody(request, world);
  if ('refused' in body) return body.refused;
  return request.method === 'POST'
    ? createObject(store, type, body.object, world)
    : updateObject(store, type, body.object, world);
}
