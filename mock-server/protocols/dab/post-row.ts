import type { HttpResponse } from '../../../core/http.ts';
import type { Call } from './call.ts';
import { isRefusal, type Refusal, refuseBad } from './errors.ts';
import { insertNew } from './insert-new.ts';
import { readBody } from './read-body.ts';
import { readWrite } from './read-write.ts';

/** POST: an insert whose key stands in the body, or is generated. */
export function postRow(call: Call): HttpResponse | Refusal {
  const { request, keyRoute, query, world } = call;
  if (keyRoute !== '')
    return refuseBad(
      world,
      "Primary key for POST requests can't be specified in the request URL. Use request body instead.",
    );
  if (query !== undefined && query !== '')
    return refuseBad(world, 'Query string for this HTTP request type is an invalid URL.');
  const body = readBody(request, world);
  if (isRefusal(body)) return body;
  const write = readWrite(call, body, undefined, { complete: true, keyInBody: true, post: true });
  return isRefusal(write) ? write : insertNew(call, write);
}
