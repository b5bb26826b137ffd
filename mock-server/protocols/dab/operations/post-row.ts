import type { HttpResponse } from '../../../../core/http.ts';
import { isRefused, type Refused } from '../../../kernel/refused.ts';
import { refuseBad } from '../errors.ts';
import type { Call } from '../request/call.ts';
import { readBody } from '../request/read-body.ts';
import type { Form } from '../request/write-form.ts';
import { readWrite } from '../write/read-write.ts';
import { insertNew } from './insert-new.ts';

/** POST: an insert whose key stands in the body, or is generated. */
export function postRow(call: Call): HttpResponse | Refused {
  const { request, keyRoute, query, world } = call;
  const form: Form = { method: 'POST', keyless: true };
  const fault = faultOfUrl(keyRoute, query);
  if (fault !== undefined && world.keeps('DAB-POS-004')) return refuseBad(world, fault);
  const body = readBody(request, world);
  if (isRefused(body)) return body;
  const write = readWrite(call, body, form);
  return isRefused(write) ? write : insertNew(call, write);
}

/** Neither key nor query may stand in the URL. */
function faultOfUrl(keyRoute: string, query = ''): string | undefined {
  if (keyRoute !== '')
    return "Primary key for POST requests can't be specified in the request URL. Use request body instead.";
  return query === '' ? undefined : 'Query string for this HTTP request type is an invalid URL.';
}
