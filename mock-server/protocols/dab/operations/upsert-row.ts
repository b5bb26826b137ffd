import type { HttpResponse } from '../../../../core/http.ts';
import type { World } from '../../../kernel/world.ts';
import { isRefusal, type Refusal, refuseBad } from '../errors.ts';
import type { Call } from '../request/call.ts';
import type { Precondition } from '../request/if-match.ts';
import { readBody } from '../request/read-body.ts';
import { type Form, formOf } from '../request/write-form.ts';
import { readWrite } from '../write/read-write.ts';
import { writeAnyway } from '../write/write-anyway.ts';
import { insertNew } from './insert-new.ts';
import { writeByKey } from './write-by-key.ts';

/** PUT and PATCH: update, insert, or neither. A precondition that is a refusal is one that a bug looks at only now. */
export function upsertRow(call: Call, precondition: Precondition | Refusal): HttpResponse | Refusal {
  const { request, keyRoute, world } = call;
  const form = formOf(request, precondition === 'must-exist', keyRoute === '');
  const noKey = form.keyless ? refuseKeyless(form, world) : undefined;
  if (noKey) return noKey;
  const body = readBody(request, world);
  if (isRefusal(body)) return body;
  const write = readWrite(call, body, form);
  if (isRefusal(write)) return spoilRefusal(call, form, write);
  if (isRefusal(precondition)) return precondition;
  return write.key ? writeByKey(call, write, write.key) : insertNew(call, write);
}

/** A star needs a key in the URL; 1.x always needs one. */
function refuseKeyless({ star }: Form, world: World): Refusal | undefined {
  const rule = star ? 'DAB-IFM-021' : world.edition === 'v1' ? 'DAB-KLS-001' : undefined;
  const refused = rule ? world.keeps(rule) : !world.keeps('DAB-KLS-002');
  return refused ? refuseBad(world, 'Primary Key for this HTTP request type is required.') : undefined;
}

/** The bug that a faulty write is refused and leaves its traces. */
function spoilRefusal(call: Call, form: Form, refusal: Refusal): Refusal {
  if (call.world.mutant('faulty-body-writes-anyway')) writeAnyway(call, form);
  return refusal;
}
