import { isGuid } from '../../../../core/guid.ts';
import type { HttpResponse } from '../../../../core/http.ts';
import { isJsonObject, type JsonObject } from '../../../../core/json.ts';
import { respondEmpty, respondJson } from '../../../kernel/respond.ts';
import { rollBack, type Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import type { ObjectType } from '../model/definitions.ts';
import { fragmentsOf } from '../model/fragment-row.ts';
import { definitionsOf, type ObjectRow, objectsOf, wrongNode } from '../model/object-row.ts';
import { jsonType, serverError } from '../refuse.ts';
import { storeUpdate } from '../write/write-fragment.ts';
import { planUpdate } from './update-fragment.ts';

/** PUT /data/objects/{ciName}: one transaction over the named fragments; one refusal takes all of it back (M42-OBJ-005). */
export function updateObject(store: Store, type: ObjectType, body: JsonObject, world: World): HttpResponse {
  const object = isGuid(body['ID']) ? objectsOf(store, type).get(body['ID'].toLowerCase()) : undefined;
  if (!object) return serverError(world, { name: 'ObjectNotFound', message: 'The object does not exist.' });
  return store.transaction(() => {
    const nodes = Object.entries(body);
    const backwards = world.mutant('object-update-half-applied-backwards');
    for (const [name, node] of backwards ? nodes.toReversed() : nodes) {
      const refused = name === 'ID' ? undefined : updateNode(store, type, object, [name, node], world);
      if (refused) return backwards || world.mutant('object-update-half-applied') ? refused : rollBack(refused);
    }
    return world.mutant('object-update-answers-object') ? respondJson(200, jsonType, body) : respondEmpty(204);
  });
}

function updateNode(
  store: Store,
  type: ObjectType,
  object: ObjectRow,
  [name, node]: readonly [string, JsonObject[string]],
  world: World,
): HttpResponse | undefined {
  const definition = definitionsOf(type, world).find((known) => known.name === name);
  if (!definition || !isJsonObject(node)) return wrongNode(world, name);
  const owned = { ...node, ID: object.fragments[name] ?? null };
  const plan = planUpdate(store, definition, owned, world);
  if ('answer' in plan) return plan.answer;
  if (!world.mutant('object-update-not-written')) storeUpdate(store, definition, plan.row, plan.values, owned, world);
  const stored = fragmentsOf(store, definition).get(plan.row.id);
  if (stored && world.mutant('object-update-keeps-timestamp'))
    fragmentsOf(store, definition).put(stored.id, { ...stored, timeStamp: plan.row.timeStamp });
  return undefined;
}
