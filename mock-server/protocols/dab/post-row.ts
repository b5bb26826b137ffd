import type { HttpResponse } from '../../../core/http.ts';
import type { Call } from './call.ts';
import { isRefusal, type Refusal, refuseBad } from './errors.ts';
import { insertNew } from './insert-new.ts';
import { readBody } from './read-body.ts';
import { readWrite } from './read-write.ts';
import { writeAnyway } from './write-anyway.ts';
import { formOf } from './write-form.ts';

/** POST: an insert whose key stands in the body, or is generated. */
export function postRow(call: Call): HttpResponse | Refusal {
  const { request, keyRoute, query, world } = call;
  const form = formOf(request, false, true);
  const fault = faultOfUrl(keyRoute, query);
  if (fault !== undefined && world.keeps('DAB-POS-004')) {
    if (world.mutant('refused-post-inserts')) writeAnyway(call, form);
    return refuseBad(world, fault);
  }
  const body = readBody(request, world);
  if (isRefusal(body)) return body;
  const write = readWrite(call, body, form);
  return isRefusal(write) ? write : insertNew(call, write);
}

/** Neither key nor query may stand in the URL. */
function faultOfUrl(keyRoute: string, query = ''): string | undefined {
  if (keyRoute !== '')
    return "Primary key for POST requests can't be specified in the request URL. Use request body instead.";
  return query === '' ? undefined : 'Query string for this HTTP request type is an invalid URL.';
}
