import { isGuid } from '../../../../core/guid.ts';
import type { HttpResponse } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { isRefused, type Refused } from '../../../kernel/refused.ts';
import { type Definition, findDefinition, journalDefinitions, type ObjectType } from '../model/definitions.ts';
import { type FragmentRow, fragmentsOf } from '../model/fragment-row.ts';
import { type ObjectRow, objectsOf, wrongNode } from '../model/object-row.ts';
import { languageOf } from '../read/language.ts';
import { renderFragment } from '../read/render-fragment.ts';
import { checkAttributes } from '../write/check-attributes.ts';
import { ownValues } from '../write/own-values.ts';
import { insertFragment, storeUpdate } from '../write/write-fragment.ts';
import { planUpdate } from './update-fragment.ts';

/** The definition of this name if objects of the type may have any number of its fragments. */
export function manyOf(
  { many = [] }: ObjectType,
  name: string,
  { world }: Pick<Call, 'world'>,
): Definition | undefined {
  if (journalDefinitions.has(name) && !world.features.has('journals')) return undefined;
  return many.includes(name) ? findDefinition(name, world.edition) : undefined;
}

/** What an object shows of such definitions: lists, and only where all of it is asked for (M42-OBJ-002). */
export function showMany(
  { store, world, request }: Call,
  { many = [] }: ObjectType,
  object: ObjectRow,
): Record<string, Json> {
  const shown: Record<string, Json> = {};
  for (const name of many) {
    const definition = findDefinition(name, world.edition);
    if (!definition) continue;
    const rows = fragmentsOf(store, definition);
    shown[name] = (object.many?.[name] ?? []).flatMap((id) => {
      const row = rows.get(id);
      return row ? [renderFragment(definition, row, world, languageOf(request))] : [];
    });
  }
  return shown;
}

/**
 * Makes the fragments of an object that are of one such definition those of a list: an element without ID is added, one with
 * its ID updated, and one that is not there any more deleted (M42-OBJ-008). Undefined when that is done, else why it is not.
 */
export function writeMany(
  call: Call,
  type: ObjectType,
  object: ObjectRow,
  definition: Definition,
  list: Json | undefined,
): HttpResponse | undefined {
  const { store, world } = call;
  if (!isJsonArray(list)) return wrongNode(world, definition.name);
  const before = object.many?.[definition.name] ?? [];
  const after: string[] = [];
  for (const node of list) {
    const written = isJsonObject(node) ? writeOne(call, type, object, definition, before, node) : undefined;
    if (typeof written !== 'string') return written ?? wrongNode(world, definition.name);
    after.push(written);
  }
  for (const id of before) if (!after.includes(id)) fragmentsOf(store, definition).delete(id);
  setMany(call, type, object, definition, after);
  return undefined;
}

/** Adds one fragment of such a definition to those that an object has; or the refusal. */
export function appendMany(
  call: Call,
  type: ObjectType,
  object: ObjectRow,
  definition: Definition,
  node: JsonObject,
): FragmentRow | Refused {
  const added = insertOne(call, type, object, definition, node);
  if (isRefused(added)) return added;
  setMany(call, type, object, definition, [...(object.many?.[definition.name] ?? []), added.id]);
  return added;
}

function setMany(
  { store }: Call,
  type: ObjectType,
  object: ObjectRow,
  { name }: Definition,
  ids: readonly string[],
): void {
  const objects = objectsOf(store, type);
  const current = objects.get(object.id) ?? object;
  objects.put(object.id, { ...current, many: { ...current.many, [name]: ids } });
}

function insertOne(
  call: Call,
  type: ObjectType,
  { id }: ObjectRow,
  definition: Definition,
  node: JsonObject,
): FragmentRow | Refused {
  const checked = checkAttributes(call, definition, node);
  if (isRefused(checked)) return checked;
  const values = ownValues(call, definition, type, id, checked.values);
  return insertFragment(call, definition, call.world.uuid(4), values, { type: type.name, id });
}

function writeOne(
  call: Call,
  type: ObjectType,
  object: ObjectRow,
  definition: Definition,
  before: readonly string[],
  node: JsonObject,
): string | HttpResponse {
  const id = node['ID'] ?? null;
  if (id === null) {
    const added = insertOne(call, type, object, definition, node);
    return isRefused(added) ? added.refused : added.id;
  }
  if (!isGuid(id) || !before.includes(id.toLowerCase())) return wrongNode(call.world, definition.name);
  const plan = planUpdate(call, definition, node);
  if (isRefused(plan)) return plan.refused;
  // An element as it was read says nothing new, and its TimeStamp stays.
  const changes = Object.entries(plan.values).some(([name, value]) => value !== (plan.row.values[name] ?? null));
  if (changes) storeUpdate(call, definition, plan, node);
  return plan.row.id;
}
