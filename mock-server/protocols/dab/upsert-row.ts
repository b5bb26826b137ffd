import type { HttpResponse } from '../../../core/http.ts';
import type { JsonObject } from '../../../core/json.ts';
import type { World } from '../../kernel/world.ts';
import type { Call } from './call.ts';
import { readValues } from './compose-row.ts';
import { isRefusal, type Refusal, refuse } from './errors.ts';
import type { Precondition } from './if-match.ts';
import { insertNew } from './insert-new.ts';
import { refuseNoKey } from './no-key.ts';
import { readBody } from './read-body.ts';
import { readKey } from './read-key.ts';
import { readWrite } from './read-write.ts';
import { rowKey, rowsOf } from './rows.ts';
import { writeByKey } from './write-by-key.ts';

/** PUT and PATCH: update, insert, or neither. A precondition that is a refusal is one that a bug looks at only now. */
export function upsertRow(call: Call, precondition: Precondition | Refusal): HttpResponse | Refusal {
  const { request, keyRoute, world } = call;
  const star = precondition === 'must-exist';
  const keyless = keyRoute === '';
  if (keyless && (star || !hasKeylessWrites(world)) && world.keeps('DAB-IFM-021')) return refuseNoKey(world);
  const body = readBody(request, world);
  if (isRefusal(body)) return body;
  const complete = request.method === 'PUT' && !star;
  const write = readWrite(call, body, keyless ? undefined : keyRoute, { complete, keyInBody: keyless, post: false });
  if (isRefusal(write)) return spoilRefusal(call, body, write);
  if (isRefusal(precondition)) return precondition;
  return write.key ? writeByKey(call, write.values, write.key, precondition) : insertNew(call, write);
}

/** 1.x needs a key in the URL, and the vendor page knows no other way. */
function hasKeylessWrites(world: World): boolean {
  return world.edition !== 'v1' && world.edition !== 'documented';
}

/** Bugs of an incomplete PUT: it is refused otherwise, or leaves its traces. */
function spoilRefusal(call: Call, body: JsonObject, refusal: Refusal): Refusal {
  const { store, entity, keyRoute, world } = call;
  if (world.mutant('incomplete-put-is-404')) return refuse(world, 404, 'ItemNotFound', 'No row to update.');
  if (!world.mutant('incomplete-put-writes-anyway')) return refusal;
  const key = readKey(entity, keyRoute, world);
  const values = readValues(entity, body, false, world);
  if (isRefusal(key) || isRefusal(values)) return refusal;
  const rows = rowsOf(store, entity);
  const at = rowKey(entity, key.values);
  rows.put(at, { ...(rows.get(at) ?? key.values), ...values });
  return refusal;
}
