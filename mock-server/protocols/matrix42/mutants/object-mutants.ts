import { isJsonObject, type Json, type JsonObject, jsonObject } from '../../../../core/json.ts';
import type { Exchange } from '../../../kernel/bug.ts';
import { answering, withJson } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { answered } from '../../../kernel/bugs/when.ts';
import { losing, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { respondEmpty, respondJson } from '../../../kernel/respond.ts';
import { findObjectType, type ObjectType } from '../model/definitions.ts';
import { fragmentsOf } from '../model/fragment-row.ts';
import { definitionsOf, type ObjectRow, objectsOf } from '../model/object-row.ts';
import { decodeRowversion, encodeRowversion } from '../model/rowversion.ts';
import { updateNode } from '../operations/update-object.ts';
import { jsonType } from '../refuse.ts';
import { addressOf, bodyOf, objectCreations, objectReads, objectUpdates } from './exchanges.ts';

/** What is wrong with objects. */
export const objectMutants: readonly Mutant[] = mutantsOf(
  [
    ['object-is-flat', 'An object is shown as one flat list of attributes.', 'M42-OBJ-001'],
    ['object-shows-main-fragment-alone', 'An object shows the fragment of one Data Definition alone.', 'M42-OBJ-001'],
    ['object-node-has-object-id', 'The fragments of an object show the id of the object.', 'M42-OBJ-001'],
    [
      'object-update-half-applied',
      'An update of an object is not taken back when one of its fragments is refused.',
      'M42-OBJ-005',
    ],
    [
      'object-update-half-applied-backwards',
      'An update of an object starts with its last fragment, and keeps what it did before it is refused.',
      'M42-OBJ-007',
    ],
    [
      'object-update-keeps-timestamp',
      'An update of an object leaves the TimeStamps of its fragments as they were.',
      'M42-TS-005',
    ],
    ['object-update-not-written', 'An update of an object is answered with 204 and not stored.', 'M42-OBJ-004'],
    ['object-update-answers-object', 'An update of an object is answered with what was sent.', 'M42-OBJ-004'],
    ['object-creation-answers-nothing', 'A creation of an object is answered with 204.', 'M42-OBJ-009'],
    ['object-timestamp-differs', 'The Objects service shows a TimeStamp of its own.', 'M42-TS-008'],
  ],
  {
    'object-is-flat': withJson(shownObjects, (object) => Object.assign({}, ...nodesOf(object).map(([, node]) => node))),
    'object-shows-main-fragment-alone': withJson(shownObjects, (object) =>
      jsonObject(Object.entries(isJsonObject(object) ? object : {}).slice(0, 2)),
    ),
    'object-node-has-object-id': withJson(shownObjects, (object) =>
      changeNodes(object, (node, id) => ({ ...node, ID: id })),
    ),
    'object-update-half-applied': writing(refusedObjectUpdates, applyUntilRefused),
    'object-update-half-applied-backwards': writing(refusedObjectUpdates, (exchange) =>
      applyUntilRefused(exchange, true),
    ),
    'object-update-keeps-timestamp': writing(answered(objectUpdates, 204), keepTimeStamps),
    'object-update-not-written': losing(answered(objectUpdates, 204)),
    'object-update-answers-object': answering(answered(objectUpdates, 204), ({ request }) =>
      respondJson(200, jsonType, bodyOf(request) ?? null),
    ),
    'object-creation-answers-nothing': answering(answered(objectCreations, 200), () => respondEmpty(204)),
    // A stamp of the object's own: right in form, and of no use for an update of the fragment.
    'object-timestamp-differs': withJson(shownObjects, (object) =>
      changeNodes(object, (node) => ({
        ...node,
        TimeStamp: encodeRowversion((decodeRowversion(String(node['TimeStamp'])) ?? 0n) + (1n << 32n)),
      })),
    ),
  },
);

/** A GET of an object that shows one. */
export function shownObjects(exchange: Exchange): boolean {
  return objectReads(exchange) && exchange.response.body.length > 4;
}

function refusedObjectUpdates(exchange: Exchange): boolean {
  return exchange.response.status >= 400 && objectUpdates(exchange);
}

function nodesOf(object: Json): [string, JsonObject][] {
  return Object.entries(isJsonObject(object) ? object : {}).filter((member): member is [string, JsonObject] =>
    isJsonObject(member[1]),
  );
}

/** The object with its fragments shown otherwise. */
export function changeNodes(object: Json, change: (node: JsonObject, id: Json) => JsonObject): Json {
  const id = isJsonObject(object) ? (object['ID'] ?? null) : null;
  return {
    ...(isJsonObject(object) ? object : {}),
    ...jsonObject(nodesOf(object).map(([name, node]) => [name, change(node, id)])),
  };
}

/** The object that a PUT names. */
export function updatedObject({
  request,
  store,
}: Exchange): { readonly type: ObjectType; readonly object: ObjectRow } | undefined {
  const type = findObjectType(addressOf(request).name);
  const object = type && objectsOf(store, type).get(String(bodyOf(request)?.['ID']).toLowerCase());
  return object && { type, object };
}

/** Carries out an update fragment by fragment, without taking back what comes before the one that is refused. */
function applyUntilRefused(exchange: Exchange, backwards = false): void {
  const found = updatedObject(exchange);
  const nodes = Object.entries(bodyOf(exchange.request) ?? {}).filter(([name]) => name !== 'ID');
  for (const [name, node] of backwards ? nodes.toReversed() : nodes)
    if (!found || updateNode(exchange, found.type, found.object, name, node)) return;
}

function keepTimeStamps(exchange: Exchange): void {
  const { type, object } = updatedObject(exchange) ?? {};
  for (const definition of type ? definitionsOf(type, exchange.world) : []) {
    const id = object?.fragments[definition.name] ?? '';
    const [row, old] = [exchange.store, exchange.before].map((store) => fragmentsOf(store, definition).get(id));
    if (row && old) fragmentsOf(exchange.store, definition).put(id, { ...row, timeStamp: old.timeStamp });
  }
}
