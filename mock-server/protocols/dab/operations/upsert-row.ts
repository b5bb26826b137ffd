import type { HttpResponse } from '../../../../core/http.ts';
import { isRefused, type Refused } from '../../../kernel/refused.ts';
import type { World } from '../../../kernel/world.ts';
import { refuseBad } from '../errors.ts';
import type { Call } from '../request/call.ts';
import type { Precondition } from '../request/if-match.ts';
import { readBody } from '../request/read-body.ts';
import { type Form, formOf } from '../request/write-form.ts';
import { readWrite } from '../write/read-write.ts';
import { insertNew } from './insert-new.ts';
import { writeByKey } from './write-by-key.ts';

/** PUT and PATCH: update, insert, or neither. */
export function upsertRow(call: Call, precondition: Precondition): HttpResponse | Refused {
  const { request, keyRoute, world } = call;
  const form = formOf(request, precondition === 'must-exist', keyRoute === '');
  if (form.keyless && needsKey(form, world))
    return refuseBad(world, 'Primary Key for this HTTP request type is required.');
  const body = readBody(request, world);
  if (isRefused(body)) {
    world.cites('DAB-BOD-008');
    return body;
  }
  const write = readWrite(call, body, form);
  if (isRefused(write)) return write;
  return write.key ? writeByKey(call, write, write.key) : insertNew(call, write);
}

/** A star needs a key in the URL; 1.x always needs one. */
function needsKey({ star }: Form, world: World): boolean {
  if (star || world.edition === 'v1') return world.keeps(star ? 'DAB-IFM-021' : 'DAB-KLS-001');
  world.cites('DAB-KLS-002');
  return false;
}
