import type { HttpRequest } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject, jsonObject } from '../../../../core/json.ts';
import { type Attachment, atSeam } from '../../../kernel/bug.ts';
import { answering, type When, withJson, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { quiet } from '../../../kernel/bugs/quiet.ts';
import { all, done, refused } from '../../../kernel/bugs/when.ts';
import { losing, refusing, taking, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { findDefinition, findObjectType } from '../model/definitions.ts';
import { fragmentsOf } from '../model/fragment-row.ts';
import { definitionsOf, objectsOf } from '../model/object-row.ts';
import { nextTimeStamp } from '../model/rowversion.ts';
import { ticketDefinitions } from '../model/ticket-definitions.ts';
import { refuse } from '../refuse.ts';
import { fragmentAsShown } from '../seams.ts';
import {
  addressOf,
  bodyOf,
  doneUpdates,
  objectCreations,
  objectReads,
  objectUpdates,
  operationOf,
  updateOf,
  withBody,
} from './exchanges.ts';

const operation =
  (wanted: string): When =>
  ({ request }) =>
    operationOf(request) === wanted;
const objectDeletions = operation('delete-object');
const full: When = ({ request }) => request.target.endsWith('full=true');
const journal = 'SPSActivityClassUnitOfWork';

/** What is wrong with the parts of objects, and with objects as wholes. */
export const objectPartMutants: readonly Mutant[] = mutantsOf(
  [
    [
      'object-creation-answers-object',
      'A creation of an object is answered with an object that has the ID.',
      'M42-OBJ-009',
    ],
    [
      'update-moves-the-object',
      'An update of a fragment gives the other fragments of its object new TimeStamps.',
      'M42-TS-017',
    ],
    ['fragments-forget-their-object', 'A fragment does not name its object.', 'M42-GET-005'],
    ['links-shown-in-objects', 'An object shows what its relations of many lead to.', 'M42-OBJ-002'],
    ['journal-always-shown', 'An object shows its lists of fragments without being asked.', 'M42-OBJ-002'],
    ['journal-entries-bare', 'The fragments in a list of an object have no ID.', 'M42-OBJ-002'],
    ['journal-not-added', 'An element of a list without an ID is left out.', 'M42-OBJ-008'],
    ['journal-not-changed', 'An element of a list with an ID is left as it was.', 'M42-OBJ-008'],
    [
      'missing-object-is-500',
      'A read of an object that does not exist is answered with 500.',
      ['M42-OBJ-003', 'M42-OBJ-012'],
    ],
    ['nobody-knows-when', 'A fragment is not told when it was made.', 'M42-CRE-006'],
    ['objects-show-no-dates', 'The Objects service leaves out dates.', 'M42-OBJ-015'],
    [
      'objects-show-no-attributes',
      'The Objects service shows of its fragments the ID and the TimeStamp alone.',
      ['M42-OBJ-001', 'M42-OBJ-015'],
    ],
    [
      'journals-show-other-dates',
      'An entry of a journal has another date in its object.',
      ['M42-OBJ-015', 'M42-CRE-006'],
    ],
    ['schema-beside-no-attributes', 'With schema-info a fragment is shown without its attributes.', 'M42-GET-004'],
    [
      'foreign-part-updated',
      'An update of an object changes a fragment of another object that it names, and is refused.',
      'M42-OBJ-014',
    ],
    ['lone-part-refused', 'An update of an object that names one of its fragments alone is refused.', 'M42-OBJ-004'],
    ['object-update-is-202', 'An update of an object is answered with 202.', 'M42-OBJ-016'],
    ['initial-data-refused', 'A creation of an object with InitialData is refused.', 'M42-OBJ-011'],
    [
      'object-delete-not-done',
      'A deletion of an object is answered with 204 and not done.',
      'M42-OBJ-012',
      losing(done(objectDeletions)),
    ],
    ['object-delete-refused', 'A deletion of an object is refused.', 'M42-OBJ-012'],
    ['update-empties-journal', 'An update of an object that does not name its journal empties it.', 'M42-OBJ-014'],
    ['full-update-empties-journal', 'So does one of the whole object.', 'M42-OBJ-014'],
    ['object-delete-leaves-first-part', 'The main fragment of a deleted object is still there.', 'M42-OBJ-012'],
    [
      'object-delete-leaves-other-parts',
      'Fragments of a deleted object that are not its main one are still there.',
      'M42-OBJ-012',
    ],
  ],
  {
    'object-creation-answers-object': withJson(done(objectCreations), (ID) => ({ ID })),
    'update-moves-the-object': writing(doneUpdates, (exchange) => {
      const { row } = updateOf(exchange) ?? {};
      const { store, world } = exchange;
      const type = findObjectType(row?.owner?.type ?? '');
      const fragments = (type && objectsOf(store, type).get(row?.owner?.id ?? '')?.fragments) ?? {};
      for (const [name, id] of Object.entries(fragments)) {
        const definition = findDefinition(name, world.edition);
        const other = definition && fragmentsOf(store, definition).get(id);
        if (definition && other && id !== row?.id)
          fragmentsOf(store, definition).put(id, { ...other, timeStamp: nextTimeStamp(store, quiet(world)) });
      }
    }),
    'fragments-forget-their-object': atSeam(fragmentAsShown, (fragment) =>
      jsonObject(Object.entries(fragment).map(([name, value]) => [name, name.startsWith('UsedInType') ? null : value])),
    ),
    'links-shown-in-objects': withJson(done(objectReads), (object) =>
      isJsonObject(object)
        ? jsonObject(
            Object.entries(object).map(([name, node]) => {
              const links = Object.keys(ticketDefinitions.find((one) => one.name === name)?.links ?? {});
              return [
                name,
                isJsonObject(node) ? { ...node, ...Object.fromEntries(links.map((link) => [link, []])) } : node,
              ];
            }),
          )
        : object,
    ),
    'journal-always-shown': taking(
      all(objectReads, (exchange) => !full(exchange)),
      ({ request }) => ({ ...request, target: `${request.target}?full=true` }),
    ),
    'journal-entries-bare': withJson(all(objectReads, full), (object) => {
      const list = isJsonObject(object) ? object[journal] : undefined;
      if (!isJsonObject(object) || !isJsonArray(list)) return object;
      return {
        ...object,
        [journal]: list.map((entry) =>
          isJsonObject(entry) ? jsonObject(Object.entries(entry).filter(([name]) => name !== 'ID')) : entry,
        ),
      };
    }),
    'journal-not-added': taking(all(objectUpdates, full), ({ request }) =>
      keepEntries(request, (id) => id !== undefined),
    ),
    'journal-not-changed': losing(
      all(done(objectUpdates), full, ({ request }) =>
        JSON.stringify(bodyOf(request)?.[journal] ?? '').includes('"ID"'),
      ),
    ),
    'missing-object-is-500': answering(
      all(objectReads, ({ response }) => response.body.length === 4),
      ({ world }) => refuse(world, 500, { name: 'ObjectNotFound', message: 'The object does not exist.' }),
    ),
    'nobody-knows-when': atSeam(fragmentAsShown, (fragment) =>
      jsonObject(Object.entries(fragment).map(([name, value]) => [name, name === 'CreatedDate' ? null : value])),
    ),
    'objects-show-no-dates': withParts(withoutDates),
    'objects-show-no-attributes': withParts(nameAndStamp),
    'journals-show-other-dates': withJson(all(done(objectReads), full), (object) =>
      isJsonObject(object) && isJsonArray(object[journal] ?? null)
        ? { ...object, [journal]: (object[journal] as readonly JsonObject[]).map(aDayLater) }
        : object,
    ),
    'schema-beside-no-attributes': withJson(done(operation('read-fragment-with-schema')), (shown) =>
      isJsonObject(shown) && isJsonObject(shown['Result'] ?? null)
        ? { ...shown, Result: nameAndStamp(shown['Result'] as JsonObject) }
        : shown,
    ),
    'object-update-is-202': withStatus(202, done(objectUpdates)),
    'initial-data-refused': refusing(
      all(done(objectCreations), ({ request }) => bodyOf(request)?.['InitialData'] !== undefined),
      ({ world }) => refuse(world, 400, { name: 'UnknownMember', message: 'InitialData is no part of an object.' }),
    ),
    'foreign-part-updated': writing(refused(objectUpdates), ({ request, store, world }) => {
      const body = bodyOf(request) ?? {};
      for (const definition of ticketDefinitions) {
        const node = body[definition.name];
        const row = isJsonObject(node)
          ? fragmentsOf(store, definition).get(String(node['ID']).toLowerCase())
          : undefined;
        if (!row || !isJsonObject(node) || row.owner?.id === String(body['ID']).toLowerCase()) continue;
        const { ID: _id, TimeStamp: _stamp, ...values } = node;
        const timeStamp = nextTimeStamp(store, quiet(world));
        fragmentsOf(store, definition).put(row.id, { ...row, timeStamp, values: { ...row.values, ...values } });
      }
    }),
    'lone-part-refused': refusing(
      all(done(objectUpdates), ({ request }) => Object.keys(bodyOf(request) ?? {}).length === 2),
      ({ world }) => refuse(world, 500, { name: 'Incomplete', message: 'An object is updated as a whole.' }),
    ),
    'update-empties-journal': emptyingJournal((exchange) => !full(exchange)),
    'full-update-empties-journal': emptyingJournal(full),
    'object-delete-leaves-first-part': leaving((index) => index === 0),
    'object-delete-leaves-other-parts': leaving((index) => index > 0),
    'object-delete-refused': refusing(done(objectDeletions), ({ world }) =>
      refuse(world, 400, { name: 'ReadOnly', message: 'Objects are never deleted.' }),
    ),
  },
);

/** Takes an update of an object that does not name its journal for one that names an empty one. */
function emptyingJournal(when: When): Attachment {
  const unnamed: When = ({ request }) => !Object.hasOwn(bodyOf(request) ?? {}, journal);
  return writing(all(done(objectUpdates), when, unnamed), ({ request, store, world }) => {
    const type = findObjectType(addressOf(request).name);
    const objects = type && objectsOf(store, type);
    const object = objects?.get(String(bodyOf(request)?.['ID']).toLowerCase());
    const definition = findDefinition(journal, world.edition);
    if (!objects || !object || !definition) return;
    for (const id of object.many?.[journal] ?? []) fragmentsOf(store, definition).delete(id);
    objects.put(object.id, { ...object, many: { ...object.many, [journal]: [] } });
  });
}

/** Puts back some of the fragments that a deletion of an object took away, by their place among its definitions. */
function leaving(leaves: (index: number) => boolean): Attachment {
  return writing(done(objectDeletions), ({ request, store, before, world }) => {
    const { name, id } = addressOf(request);
    const type = findObjectType(name);
    const object = type && objectsOf(before, type).get(id.toLowerCase());
    for (const [index, definition] of (type ? definitionsOf(type, world) : []).entries()) {
      const row = fragmentsOf(before, definition).get(object?.fragments[definition.name] ?? '');
      if (row && leaves(index)) fragmentsOf(store, definition).put(row.id, row);
    }
  });
}

/** The same update of an object with some entries of its journal left out. */
function keepEntries(request: HttpRequest, keeps: (id: Json | undefined) => boolean): HttpRequest {
  const body = bodyOf(request) ?? {};
  const list = body[journal];
  const kept = isJsonArray(list) ? list.filter((entry) => isJsonObject(entry) && keeps(entry['ID'])) : list;
  return withBody(request, kept === undefined ? body : { ...body, [journal]: kept });
}

/** Objects whose fragments are shown otherwise. */
function withParts(shown: (node: JsonObject) => JsonObject): Attachment {
  return withJson(done(objectReads), (object) =>
    isJsonObject(object)
      ? jsonObject(Object.entries(object).map(([name, node]) => [name, isJsonObject(node) ? shown(node) : node]))
      : object,
  );
}

function nameAndStamp(node: JsonObject): JsonObject {
  return jsonObject(Object.entries(node).filter(([name]) => name === 'ID' || name === 'TimeStamp'));
}

function aDayLater(node: JsonObject): JsonObject {
  return { ...node, CreatedDate: new Date(Date.parse(String(node['CreatedDate'])) + 86_400_000).toISOString() };
}

function withoutDates(node: JsonObject): JsonObject {
  return jsonObject(Object.entries(node).filter(([name]) => !name.endsWith('Date')));
}
