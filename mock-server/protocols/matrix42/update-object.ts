import type { HttpResponse } from '../../../core/http.ts';
import { isJsonObject, type JsonObject } from '../../../core/json.ts';
import { respondEmpty } from '../../kernel/respond.ts';
import type { Store } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import type { Definition, ObjectType } from './definitions.ts';
import { isGuid } from './guid.ts';
import { definitionsOf, objectsOf, wrongNode } from './object-row.ts';
import { serverError } from './refuse.ts';
import { type PlannedUpdate, planUpdate } from './update-fragment.ts';
import { storeUpdate } from './write-fragment.ts';

/** PUT /data/objects/{ciName}: every named fragment, or none of them when one is refused. */
export function updateObject(store: Store, type: ObjectType, body: JsonObject, world: World): HttpResponse {
  const object = isGuid(body['ID']) ? objectsOf(store, type).get(body['ID'].toLowerCase()) : undefined;
  if (!object) return serverError(world, { name: 'ObjectNotFound', message: 'The object does not exist.' });
  const plans: (PlannedUpdate & { readonly definition: Definition; readonly node: JsonObject })[] = [];
  for (const [name, node] of Object.entries(body)) {
    if (name === 'ID') continue;
    const definition = definitionsOf(type, world).find((known) => known.name === name);
    if (!definition || !isJsonObject(node)) return wrongNode(world, name);
    const owned = { ...node, ID: object.fragments[name] ?? null };
    const plan = planUpdate(store, definition, owned, world);
    if ('answer' in plan) return plan.answer;
    plans.push({ ...plan, definition, node: owned });
  }
  for (const { definition, row, values, node } of plans) storeUpdate(store, definition, row, values, node, world);
  return respondEmpty(204);
}
