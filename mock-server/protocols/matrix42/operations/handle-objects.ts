import type { HttpResponse } from '../../../../core/http.ts';
import type { Call } from '../../../kernel/call.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { findObjectType } from '../model/definitions.ts';
import { methodNotAllowed, serverError } from '../refuse.ts';
import { readBody } from '../request/read-body.ts';
import type { Route } from '../request/route.ts';
import { createObject, deleteObject, readObject } from './object-requests.ts';
import { updateObject } from './update-object.ts';

/** Answers /data/objects/{ciName} and /data/objects/{ciName}/{id}. */
export function handleObjects(call: Call, { name, id }: Route): HttpResponse {
  const { request, world } = call;
  const { method } = request;
  const type = findObjectType(name);
  if (!type)
    return serverError(world, { name: 'ObjectTypeNotFound', message: `Configuration Item ${name} not found.` });
  if (id !== undefined) {
    if (method === 'GET') return readObject(call, type, id);
    if (method === 'DELETE') return deleteObject(call, type, id);
    return methodNotAllowed(world, 'GET, DELETE');
  }
  if (method !== 'POST' && method !== 'PUT') return methodNotAllowed(world, 'POST, PUT');
  const body = readBody(request, world);
  if (isRefused(body)) return body.refused;
  return method === 'POST' ? createObject(call, type, body.object) : updateObject(call, type, body.object);
}
