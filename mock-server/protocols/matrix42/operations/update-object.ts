import { isGuid } from '../../../../core/guid.ts';
import type { HttpResponse } from '../../../../core/http.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import { rollBack } from '../../../kernel/store.ts';
import type { ObjectType } from '../model/definitions.ts';
import { definitionsOf, type ObjectRow, objectsOf, wrongNode } from '../model/object-row.ts';
import { serverError } from '../refuse.ts';
import { isFull } from '../request/is-full.ts';
import { storeUpdate } from '../write/write-fragment.ts';
import { manyOf, writeMany } from './many-fragments.ts';
import { planUpdate } from './update-fragment.ts';

/** PUT /data/objects/{ciName}: one transaction over the named fragments; one refusal takes all of it back (M42-OBJ-005). */
export function updateObject(call: Call, type: ObjectType, body: JsonObject, query: string | undefined): HttpResponse {
  const { store, world } = call;
  const object = isGuid(body['ID']) ? objectsOf(store, type).get(body['ID'].toLowerCase()) : undefined;
  if (!object) {
    world.cites('M42-OBJ-013');
    return serverError(world, { name: 'ObjectNotFound', message: 'The object does not exist.' });
  }
  return store.transaction(() => {
    for (const [name, node] of Object.entries(body)) {
      if (name === 'ID') continue;
      const many = isFull(query) ? manyOf(type, name, call) : undefined;
      const refused = many ? writeMany(call, type, object, many, node) : updateNode(call, type, object, name, node);
      if (refused) return rollBack(refused);
    }
    world.cites('M42-OBJ-004', 'M42-OBJ-014', 'M42-OBJ-016', ...(tracksNothing(body) ? ['M42-OBJ-006'] : []));
    return respondEmpty(204);
  });
}

function tracksNothing(body: JsonObject): boolean {
  return !Object.values(body).some((node) => isJsonObject(node) && Object.hasOwn(node, 'TimeStamp'));
}

/** Updates one fragment of an object; undefined when that is done, else why it is not. */
export function updateNode(
  call: Call,
  type: ObjectType,
  object: ObjectRow,
  name: string,
  node: Json | undefined,
): HttpResponse | undefined {
  const definition = definitionsOf(type, call.world).find((known) => known.name === name);
  if (!definition || !isJsonObject(node)) return wrongNode(call.world, name);
  const own = object.fragments[name] ?? null;
  const named = node['ID'] ?? own;
  if (typeof named === 'string' && named.toLowerCase() !== own) return wrongNode(call.world, name);
  const owned = { ...node, ID: own };
  const plan = planUpdate(call, definition, owned);
  if (isRefused(plan)) return plan.refused;
  storeUpdate(call, definition, plan, owned);
  return undefined;
}
