import { isGuid } from '../../../../core/guid.ts';
import type { HttpResponse } from '../../../../core/http.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { respondJson } from '../../../kernel/respond.ts';
import { rollBack } from '../../../kernel/store.ts';
import { type Definition, findDefinition, type ObjectType } from '../model/definitions.ts';
import { type AttributeValues, fragmentsOf } from '../model/fragment-row.ts';
import { removeLinks } from '../model/link-row.ts';
import { definitionsOf, objectsOf, wrongNode } from '../model/object-row.ts';
import { languageOf } from '../read/language.ts';
import { renderFragment, renderId } from '../read/render-fragment.ts';
import { respondCreated, respondDeleted } from '../read/respond-done.ts';
import { maySee } from '../read/visible-fragment.ts';
import { jsonType, refuse } from '../refuse.ts';
import { isFull } from '../request/is-full.ts';
import { checkAttributes } from '../write/check-attributes.ts';
import { lackOfMandatory } from '../write/lack-of-mandatory.ts';
import { ownValues } from '../write/own-values.ts';
import { insertFragment } from '../write/write-fragment.ts';
import { manyOf, showMany, writeMany } from './many-fragments.ts';

/**
 * GET /data/objects/{ciName}/{id}: one member per definition, each a fragment (M42-OBJ-001), with `full=true` also lists of
 * those of which it has any number (M42-OBJ-002); null when there is none.
 */
export function readObject(call: Call, type: ObjectType, id: string, query?: string): HttpResponse {
  const { store, world } = call;
  const object = maySee(call, type.definitions[0] ?? '') ? objectsOf(store, type).get(id.toLowerCase()) : undefined;
  if (!object) {
    return world.variant('missing-object-is-404')
      ? refuse(world, 404, { name: 'ObjectNotFound', message: 'The object does not exist.' })
      : respondJson(200, jsonType, null);
  }
  const nodes: Record<string, Json> = {};
  for (const definition of definitionsOf(type, world)) {
    const row = fragmentsOf(store, definition).get(object.fragments[definition.name] ?? '');
    if (row) nodes[definition.name] = renderFragment(definition, row, world, languageOf(call.request));
  }
  world.cites('M42-OBJ-001', 'M42-TS-008');
  const many = isFull(query) ? showMany(call, type, object) : {};
  return respondJson(200, jsonType, { ID: renderId(object.id, world), ...nodes, ...many });
}

/** POST /data/objects/{ciName}: makes the object with a fragment of each definition; answers its id as a JSON string. */
export function createObject(call: Call, type: ObjectType, body: JsonObject): HttpResponse {
  const { store, world } = call;
  const named = new Map<string, AttributeValues>();
  const lists = new Map<Definition, Json>();
  for (const [name, node] of Object.entries(body)) {
    if (name === 'ID') continue;
    if (name === 'InitialData') {
      world.unmodelled('InitialData');
      continue;
    }
    const many = manyOf(type, name, call);
    if (many) {
      lists.set(many, node);
      continue;
    }
    const definition = definitionsOf(type, world).find((known) => known.name === name);
    if (!definition || !isJsonObject(node)) return wrongNode(world, name);
    const checked = checkAttributes(call, definition, node);
    if (isRefused(checked)) return checked.refused;
    named.set(name, checked.values);
  }
  for (const definition of definitionsOf(type, world)) {
    const lacking = lackOfMandatory(call, definition, named.get(definition.name) ?? {});
    if (lacking) return lacking;
  }
  const id = isGuid(body['ID']) ? body['ID'].toLowerCase() : world.uuid(4);
  return store.transaction(() => {
    insertObject(call, type, id, named);
    for (const [definition, list] of lists) {
      const refused = writeMany(call, type, { id, fragments: {} }, definition, list);
      if (refused) return rollBack(refused);
    }
    world.cites('M42-OBJ-009');
    return respondCreated(world, id);
  });
}

function insertObject(call: Call, type: ObjectType, id: string, named: ReadonlyMap<string, AttributeValues>): void {
  const { store, world } = call;
  const fragments: Record<string, string> = {};
  for (const definition of definitionsOf(type, world)) {
    const values = ownValues(call, definition, type, id, named.get(definition.name));
    fragments[definition.name] = insertFragment(call, definition, world.uuid(4), values, { type: type.name, id }).id;
  }
  objectsOf(store, type).put(id, { id, fragments });
}

/** DELETE /data/objects/{ciName}/{id}: the object and its fragments. */
export function deleteObject({ store, world }: Call, type: ObjectType, id: string): HttpResponse {
  const object = objectsOf(store, type).get(id.toLowerCase());
  if (object) {
    for (const definition of definitionsOf(type, world)) {
      const own = object.fragments[definition.name] ?? '';
      fragmentsOf(store, definition).delete(own);
      removeLinks(store, definition, own);
    }
    for (const [name, ids] of Object.entries(object.many ?? {})) {
      const definition = findDefinition(name, world.edition);
      for (const own of definition ? ids : []) fragmentsOf(store, definition as Definition).delete(own);
    }
    objectsOf(store, type).delete(object.id);
  }
  return respondDeleted(world);
}
