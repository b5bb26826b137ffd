import type { HttpResponse } from '../../../core/http.ts';
import type { Call } from './call.ts';
import { isRefusal, type Refusal, refuseBad } from './errors.ts';
import { insertNew } from './insert-new.ts';
import { readBody } from './read-body.ts';
import { readWrite } from './read-write.ts';
import { formOf } from './write-form.ts';

/** POST: an insert whose key stands in the body, or is generated. */
export function postRow(call: Call): HttpResponse | Refusal {
  const { request, keyRoute, query, world } = call;
  if (keyRoute !== '' && world.keeps('DAB-POS-004'))
    return refuseBad(
      world,
      "Primary key for POST requests can't be specified in the request URL. Use request body instead.",
    );
  if (query !== undefined && query !== '' && world.keeps('DAB-POS-004'))
    return refuseBad(world, 'Query string for this HTTP request type is an invalid URL.');
  const body = readBody(request, world);
  if (isRefusal(body)) return body;
  const write = readWrite(call, body, formOf(request, false, true));
  return isRefusal(write) ? write : insertNew(call, write);
}
