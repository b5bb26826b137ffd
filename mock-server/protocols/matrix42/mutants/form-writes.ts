import { isJsonObject, type JsonObject } from '../../../../core/json.ts';
import type { Exchange } from '../../../kernel/bug.ts';
import { quiet } from '../../../kernel/bugs/quiet.ts';
import { type Definition, findObjectType, type ObjectType } from '../model/definitions.ts';
import { type AttributeValues, type FragmentRow, fragmentsOf } from '../model/fragment-row.ts';
import { definitionsOf, objectsOf } from '../model/object-row.ts';
import { createObject } from '../operations/object-requests.ts';
import { insertFragment } from '../write/write-fragment.ts';
import { addressOf, bodyOf, definitionOf, operationOf } from './exchanges.ts';

/** A fragment that a request is about, as it left it and as it found it, and what the body says of it. */
interface WrittenFragment {
  readonly definition: Definition;
  readonly row?: FragmentRow;
  readonly was?: FragmentRow;
  readonly node: JsonObject;
}

/** The fragments that a write names: by its ID, or as parts of its object. */
export function writtenFragments(exchange: Exchange): readonly WrittenFragment[] {
  const body = bodyOf(exchange.request) ?? {};
  const id = (addressOf(exchange.request).id || String(body['ID'])).toLowerCase();
  const type = objectTypeOf(exchange);
  if (!type) {
    const definition = definitionOf(exchange);
    return definition ? [fragment(exchange, definition, id, body)] : [];
  }
  const object = objectsOf(exchange.before, type).get(id);
  return definitionsOf(type, exchange.world).map((definition) => {
    const node = body[definition.name];
    return fragment(exchange, definition, object?.fragments[definition.name] ?? '', isJsonObject(node) ? node : {});
  });
}

function fragment({ store, before }: Exchange, definition: Definition, id: string, node: JsonObject): WrittenFragment {
  const [row, was] = [store, before].map((rows) => fragmentsOf(rows, definition).get(id));
  return { definition, node, ...(row ? { row } : {}), ...(was ? { was } : {}) };
}

/** Makes the fragment, or the object with its fragments, that a request names and that is not there. */
export function makeMissing(exchange: Exchange): void {
  const { request, store, world } = exchange;
  const id = String(bodyOf(request)?.['ID']).toLowerCase();
  const silent = { request, store, world: quiet(world) };
  const type = objectTypeOf(exchange);
  if (type && !objectsOf(store, type).has(id)) createObject(silent, type, { ...nodesOf(request), ID: id });
  const definition = type ? undefined : definitionOf(exchange);
  if (definition && !fragmentsOf(store, definition).has(id)) insertFragment(silent, definition, id, {});
}

/** The parts of an object that a body names, lists apart. */
function nodesOf(request: Exchange['request']): JsonObject {
  return Object.fromEntries(Object.entries(bodyOf(request) ?? {}).filter(([, node]) => isJsonObject(node)));
}

/**
 * A creation makes another one, an update changes another text as well, a DELETE takes along what was written last; and of
 * what others wrote last a text is changed.
 */
export function changeMore(exchange: Exchange): void {
  const { request, store, before, world } = exchange;
  const silent = { store, world: quiet(world) };
  for (const { definition, row, node } of writtenFragments(exchange)) {
    const rows = fragmentsOf(store, definition);
    const [last] = [...fragmentsOf(before, definition).entries()]
      .flatMap(([id]) => (id === row?.id ? [] : (rows.get(id) ?? [])))
      .toSorted((a, b) => (a.timeStamp < b.timeStamp ? 1 : -1));
    if (request.method === 'POST') insertFragment(silent, definition, world.uuid(4), textsOf(definition, node));
    else if (request.method === 'DELETE' && last) rows.delete(last.id);
    for (const changed of request.method === 'DELETE' ? [] : [row, last]) {
      const name = textBeside(definition, node);
      if (!changed || name === undefined) continue;
      rows.put(changed.id, {
        ...changed,
        values: { ...changed.values, [name]: `${String(changed.values[name] ?? '')}!` },
      });
    }
  }
}

/** A text that a body does not name. */
function textBeside({ attributes }: Definition, node: JsonObject): string | undefined {
  return Object.keys(attributes).find((name) => attributes[name] === 'text' && !Object.hasOwn(node, name));
}

function textsOf({ attributes }: Definition, node: JsonObject): AttributeValues {
  return Object.fromEntries(Object.entries(node).filter(([name]) => attributes[name] === 'text'));
}

function objectTypeOf({ request }: Exchange): ObjectType | undefined {
  return operationOf(request)?.endsWith('object') ? findObjectType(addressOf(request).name) : undefined;
}
