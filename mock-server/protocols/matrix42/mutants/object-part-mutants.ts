import type { HttpRequest } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, type Json, jsonObject } from '../../../../core/json.ts';
import { type Attachment, around } from '../../../kernel/bug.ts';
import { type When, withJson, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
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
import {
  addressOf,
  bodyOf,
  doneUpdates,
  full,
  journal,
  objectCreations,
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

/** What is wrong with writing parts of objects, and objects as wholes. */
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
    ['journal-not-added', 'An element of a list without an ID is left out.', 'M42-OBJ-008'],
    ['journal-not-changed', 'An element of a list with an ID is left as it was.', 'M42-OBJ-008'],
    [
      'foreign-part-updated',
      'An update of an object changes a fragment of another object that it names, and is refused.',
      'M42-OBJ-014',
    ],
    ['lone-part-refused', 'An update of an object that names one of its fragments alone is refused.', 'M42-OBJ-004'],
    [
      'object-made-of-its-known-parts',
      'A creation of an object with a part of an unknown definition is refused, and made without that part.',
      'M42-OBJ-010',
    ],
    [
      'journal-written-before-the-rest-is-checked',
      'The journal in an update of a whole object is stored before its other fragments are looked at.',
      'M42-OBJ-007',
    ],
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
    'journal-not-added': taking(all(objectUpdates, full), ({ request }) =>
      keepEntries(request, (id) => id !== undefined),
    ),
    'journal-not-changed': losing(
      all(done(objectUpdates), full, ({ request }) =>
        JSON.stringify(bodyOf(request)?.[journal] ?? '').includes('"ID"'),
      ),
    ),
    'object-made-of-its-known-parts': around(refused(objectCreations), ({ request, response, instead }) => {
      const parts = Object.entries(bodyOf(request) ?? {});
      const known = parts.filter(
        ([name, part]) => !isJsonObject(part) || ticketDefinitions.some((it) => it.name === name),
      );
      if (known.length > 0 && known.length < parts.length) instead(withBody(request, jsonObject(known)));
      return response;
    }),
    'journal-written-before-the-rest-is-checked': around(
      all(refused(objectUpdates), full, ({ request }) => Object.hasOwn(bodyOf(request) ?? {}, journal)),
      ({ request, response, instead }) => {
        const parts = Object.entries(bodyOf(request) ?? {});
        instead(withBody(request, jsonObject(parts.filter(([, part]) => !isJsonObject(part)))));
        return response;
      },
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
