import { isGuid } from '../../../../core/guid.ts';
import type { HttpResponse } from '../../../../core/http.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../../core/json.ts';
import { respondEmpty, respondJson } from '../../../kernel/respond.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import type { ObjectType } from '../model/definitions.ts';
import { type AttributeValues, fragmentsOf } from '../model/fragment-row.ts';
import { definitionsOf, type ObjectRow, objectsOf, wrongNode } from '../model/object-row.ts';
import { decodeRowversion, encodeRowversion } from '../model/rowversion.ts';
import { renderFragment, renderId } from '../read/render-fragment.ts';
import { jsonType, refuse } from '../refuse.ts';
import { checkAttributes } from '../write/check-attributes.ts';
import { insertFragment } from '../write/write-fragment.ts';

/** GET /data/objects/{ciName}/{id}: one member per definition, each a fragment (M42-OBJ-001); null when there is none. */
export function readObject(store: Store, type: ObjectType, id: string, world: World): HttpResponse {
  const object = objectsOf(store, type).get(id.toLowerCase());
  if (!object) {
    return world.variant('missing-object-is-404')
      ? refuse(world, 404, { name: 'ObjectNotFound', message: 'The object does not exist.' })
      : respondJson(200, jsonType, null);
  }
  const nodes: Record<string, Json> = {};
  for (const definition of definitionsOf(type, world)) {
    if (world.mutant('object-shows-main-fragment-alone') && Object.keys(nodes).length > 0) break;
    const row = fragmentsOf(store, definition).get(object.fragments[definition.name] ?? '');
    if (row) nodes[definition.name] = asNode(renderFragment(definition, row, world), object, world);
  }
  if (!world.keeps('M42-OBJ-001')) return respondJson(200, jsonType, Object.assign({}, ...Object.values(nodes)));
  return respondJson(200, jsonType, { ID: renderId(object.id, world), ...nodes });
}

function asNode(fragment: JsonObject, object: ObjectRow, world: World): JsonObject {
  if (world.mutant('object-node-has-object-id')) return { ...fragment, ID: object.id };
  if (world.keeps('M42-TS-008')) return fragment;
  // A stamp of the object's own: right in form, and of no use for an update of the fragment.
  const value = decodeRowversion(String(fragment['TimeStamp'])) ?? 0n;
  return { ...fragment, TimeStamp: encodeRowversion(value + (1n << 32n)) };
}

/** POST /data/objects/{ciName}: makes the object with a fragment of each definition; answers its id as a JSON string. */
export function createObject(store: Store, type: ObjectType, body: JsonObject, world: World): HttpResponse {
  const named = new Map<string, AttributeValues>();
  for (const [name, node] of Object.entries(body)) {
    if (name === 'ID') continue;
    const definition = definitionsOf(type, world).find((known) => known.name === name);
    if (!definition || !isJsonObject(node)) return wrongNode(world, name);
    const checked = checkAttributes(definition, node, world);
    if ('refused' in checked) return checked.refused;
    named.set(name, checked.values);
  }
  const id = isGuid(body['ID']) ? body['ID'].toLowerCase() : world.uuid(4);
  const fragments: Record<string, string> = {};
  for (const definition of definitionsOf(type, world)) {
    const owner = `UsedInType${type.name}`;
    const values = { ...named.get(definition.name), ...(definition.attributes[owner] ? { [owner]: id } : {}) };
    fragments[definition.name] = insertFragment(store, definition, world.uuid(4), values, world).id;
  }
  objectsOf(store, type).put(id, { id, fragments });
  return respondJson(200, jsonType, renderId(id, world));
}

/** DELETE /data/objects/{ciName}/{id}: the object and its fragments. */
export function deleteObject(store: Store, type: ObjectType, id: string, world: World): HttpResponse {
  const object = objectsOf(store, type).get(id.toLowerCase());
  if (object) {
    for (const definition of definitionsOf(type, world))
      fragmentsOf(store, definition).delete(object.fragments[definition.name] ?? '');
    objectsOf(store, type).delete(object.id);
  }
  return respondEmpty(204);
}
