import type { HttpResponse } from '../../../core/http.ts';
import type { JsonObject } from '../../../core/json.ts';
import type { World } from '../../kernel/world.ts';
import type { Call } from './call.ts';
import { readValues } from './compose-row.ts';
import { isRefusal, type Refusal, refuse, refuseBad } from './errors.ts';
import type { Precondition } from './if-match.ts';
import { insertNew } from './insert-new.ts';
import { readBody } from './read-body.ts';
import { readKey } from './read-key.ts';
import { readWrite } from './read-write.ts';
import { type Row, rowKey, rowsOf } from './rows.ts';
import { writeByKey } from './write-by-key.ts';
import { type Form, formOf } from './write-form.ts';

/** PUT and PATCH: update, insert, or neither. A precondition that is a refusal is one that a bug looks at only now. */
export function upsertRow(call: Call, precondition: Precondition | Refusal): HttpResponse | Refusal {
  const { request, keyRoute, world } = call;
  const form = formOf(request, precondition === 'must-exist', keyRoute === '');
  const noKey = form.keyless ? refuseKeyless(form, world) : undefined;
  if (noKey) return noKey;
  const body = readBody(request, world);
  if (isRefusal(body)) return body;
  const write = readWrite(call, body, form);
  if (isRefusal(write)) return spoilRefusal(call, body, form, write);
  if (isRefusal(precondition)) return precondition;
  return write.key ? writeByKey(call, write, write.key) : insertNew(call, write);
}

/** A star needs a key in the URL; 1.x always needs one, and the vendor page knows no other way. */
function refuseKeyless({ star }: Form, world: World): Refusal | undefined {
  const rule = star ? 'DAB-IFM-021' : world.edition === 'v1' ? 'DAB-KLS-001' : undefined;
  const refused = rule ? world.keeps(rule) : world.edition === 'documented' || !world.keeps('DAB-KLS-002');
  return refused ? refuseBad(world, 'Primary Key for this HTTP request type is required.') : undefined;
}

/** The bugs that a faulty write is refused otherwise, or leaves its traces. */
function spoilRefusal(call: Call, body: JsonObject, form: Form, refusal: Refusal): Refusal {
  const { store, entity, world } = call;
  const incomplete = form.method === 'PUT' && !form.star && !form.keyless;
  if (incomplete && world.mutant('incomplete-put-is-404'))
    return refuse(world, 404, 'ItemNotFound', 'No row to update.');
  if (form.keyless || !world.mutant('faulty-body-writes-anyway')) return refusal;
  const key = readKey(entity, call.keyRoute, world);
  if (isRefusal(key)) return refusal;
  const rows = rowsOf(store, entity);
  const at = rowKey(entity, key.values);
  rows.put(at, { ...(rows.get(at) ?? key.values), ...readablePart(call, body, form) });
  return refusal;
}

/** The members of a body that can be read, one by one. */
function readablePart({ entity, world }: Call, body: JsonObject, form: Form): Row {
  const parts = Object.entries(body).map(([name, value]) => readValues(entity, { [name]: value }, form, world));
  return Object.assign({}, ...parts.filter((part) => !isRefusal(part)));
}
