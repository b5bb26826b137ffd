import { isGuid } from '../../../../core/guid.ts';
import type { HttpRequest } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject, jsonObject } from '../../../../core/json.ts';
import { around, atSeam, type Exchange, memoryOf } from '../../../kernel/bug.ts';
import { answering, type When, withJson, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { quiet } from '../../../kernel/bugs/quiet.ts';
import { all, answered, done } from '../../../kernel/bugs/when.ts';
import { losing, refusing, taking, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { respondJson } from '../../../kernel/respond.ts';
import { type Definition, findDefinition, findObjectType } from '../model/definitions.ts';
import { fragmentsOf } from '../model/fragment-row.ts';
import { objectsOf } from '../model/object-row.ts';
import { decodeRowversion, encodeRowversion, nextTimeStamp } from '../model/rowversion.ts';
import { renderFragment } from '../read/render-fragment.ts';
import { jsonType, refuse } from '../refuse.ts';
import { fragmentAsShown, valuesOfUpdate } from '../seams.ts';
import {
  addressOf,
  bodyOf,
  creations,
  definitionOf,
  deletions,
  doneUpdates,
  objectCreations,
  objectReads,
  objectUpdates,
  operationOf,
  reads,
  updateOf,
  updates,
  withBody,
} from './exchanges.ts';

const operation =
  (wanted: string): When =>
  ({ request }) =>
    operationOf(request) === wanted;
const objectDeletions = operation('delete-object');
const full: When = ({ request }) => request.target.endsWith('full=true');
const journal = 'SPSActivityClassUnitOfWork';
const linksOfCategories = 'links/SPSScCategoryClassBase/RelatedCategories';

/** What is wrong with relations, with values of some kinds, with parts of objects, and with creations and deletions. */
export const relationMutants: readonly Mutant[] = mutantsOf(
  [
    [
      'link-not-stored',
      'A link is answered with 204 and not stored.',
      'M42-REL-001',
      losing(done(operation('add-relation'))),
    ],
    ['link-answers-itself', 'A new link is answered with what it links.', 'M42-REL-001'],
    ['links-list-ids-alone', 'A list of links shows no columns.', 'M42-REL-001'],
    ['unlink-removes-all', 'Removing a link removes all of them.', 'M42-REL-001'],
    ['unlink-deletes-the-other', 'Removing a link deletes what it leads to.', 'M42-REL-001'],
    ['unlinked-lists-all', 'A list of links that is empty shows every fragment.', 'M42-REL-001'],
    ['second-link-refused', 'A fragment is linked to one other and no more.', 'M42-REL-001'],
    ['unlink-answers-itself', 'A link that is removed is answered with what it linked.', 'M42-REL-001'],
    ['read-shows-the-newest', 'A read shows the newest fragment, whichever is asked for.', 'M42-GET-001'],
    ['read-is-206', 'A fragment is shown with 206.', 'M42-GET-001'],
    [
      'object-creation-answers-object',
      'A creation of an object is answered with an object that has the ID.',
      'M42-OBJ-009',
    ],
    [
      'wrong-reference-made-and-refused',
      'What names a fragment that there is not is refused, and made.',
      ['M42-CRE-005', 'M42-OBJ-010'],
    ],
    [
      'no-object-changes-newest',
      'A body that names no fragment is refused after the newest was changed.',
      ['M42-UPD-016', 'M42-UPD-012'],
    ],
    ['relation-shown-as-object', 'An attribute that names a fragment shows an object.', 'M42-UPD-017'],
    ['relation-not-stored', 'An attribute that names a fragment is not stored.', ['M42-UPD-017', 'M42-UPD-004']],
    ['dates-lose-their-time', 'A date attribute keeps the day alone.', 'M42-UPD-019'],
    ['dates-without-zone', 'A date attribute is shown without a zone.', 'M42-UPD-019'],
    ['wrong-reference-accepted', 'A creation may name a fragment that there is not.', ['M42-CRE-005', 'M42-OBJ-010']],
    [
      'wrong-reference-is-400',
      'What names a fragment that there is not is refused with 400.',
      ['M42-CRE-005', 'M42-OBJ-010'],
    ],
    ['create-is-202', 'A creation is answered with 202.', ['M42-CRE-001', 'M42-CRE-003']],
    [
      'new-fragments-are-old',
      'A new fragment has a TimeStamp that is less than those before.',
      ['M42-CRE-004', 'M42-TS-007'],
    ],
    ['delete-answers-202', 'A deletion is answered with 202.', 'M42-DEL-002'],
    ['second-delete-is-302', 'A second deletion is redirected.', 'M42-DEL-003'],
    ['unknown-attribute-half-applied', 'An update refused for an unknown attribute stores the others.', 'M42-UPD-013'],
    ['unknown-attribute-shown', 'Attributes that the definition does not have are stored.', 'M42-UPD-013'],
    ['no-object-is-204', 'A body that is no JSON object is answered with 204.', 'M42-UPD-016'],
    ['wrong-id-is-204', 'An update whose ID is no GUID is answered with 204.', 'M42-UPD-012'],
    ['null-timestamp-is-302', 'An update whose TimeStamp is null or empty is redirected.', 'M42-TS-012'],
    [
      'update-moves-the-object',
      'An update of a fragment gives the other fragments of its object new TimeStamps.',
      'M42-TS-017',
    ],
    ['nothing-new-counts-down', 'An update that changes nothing gives a smaller TimeStamp.', 'M42-TS-019'],
    ['fragments-forget-their-object', 'A fragment does not name its object.', 'M42-GET-005'],
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
    ['object-update-is-202', 'An update of an object is answered with 202.', 'M42-OBJ-016'],
    ['initial-data-refused', 'A creation of an object with InitialData is refused.', 'M42-OBJ-011'],
    [
      'object-delete-not-done',
      'A deletion of an object is answered with 204 and not done.',
      'M42-OBJ-012',
      losing(done(objectDeletions)),
    ],
    ['object-delete-refused', 'A deletion of an object is refused.', 'M42-OBJ-012'],
  ],
  {
    'link-answers-itself': answering(answered(operation('add-relation'), 204), ({ request }) =>
      respondJson(200, jsonType, addressOf(request).id),
    ),
    'links-list-ids-alone': withJson(done(operation('list-relation')), (rows) =>
      isJsonArray(rows) ? rows.map((row) => (isJsonObject(row) ? { ID: row['ID'] ?? null } : row)) : rows,
    ),
    'unlink-removes-all': writing(done(operation('remove-relation')), ({ store, request }) => {
      const rows = store.table<{ readonly to: readonly string[] }>(linksOfCategories);
      rows.put(addressOf(request).id.toLowerCase(), { to: [] });
    }),
    'unlink-deletes-the-other': writing(done(operation('remove-relation')), (exchange) => {
      const definition = definitionOf(exchange);
      const other = exchange.request.target.split('/').at(-1)?.toLowerCase() ?? '';
      if (definition) fragmentsOf(exchange.store, definition).delete(other);
    }),
    'unlinked-lists-all': withJson(
      all(done(operation('list-relation')), ({ response }) => response.body.length === 2),
      (_rows, exchange) => {
        const definition = definitionOf(exchange);
        return definition ? [...fragmentsOf(exchange.store, definition).entries()].map(([ID]) => ({ ID })) : [];
      },
    ),
    'second-link-refused': refusing(
      all(
        answered(operation('add-relation'), 204),
        ({ before, request }) =>
          (before.table<{ readonly to: readonly string[] }>(linksOfCategories).get(addressOf(request).id.toLowerCase())
            ?.to.length ?? 0) > 0,
      ),
      ({ world }) => refuse(world, 500, { name: 'WrongReference', message: 'There is a link.' }),
    ),
    'unlink-answers-itself': answering(answered(operation('remove-relation'), 204), ({ request }) =>
      respondJson(200, jsonType, addressOf(request).id),
    ),
    'read-shows-the-newest': withJson(answered(reads, 200), (fragment, exchange) => {
      const definition = definitionOf(exchange);
      const [, row] = (definition && [...fragmentsOf(exchange.store, definition).entries()].at(-1)) ?? [];
      return definition && row ? renderFragment(definition, row, quiet(exchange.world)) : fragment;
    }),
    'read-is-206': withStatus(206, answered(reads, 200)),
    'object-creation-answers-object': withJson(done(objectCreations), (ID) => ({ ID })),
    'wrong-reference-made-and-refused': around(wrongReferences, ({ request, response, instead }) => {
      instead(withoutReferences(request));
      return response;
    }),
    'no-object-changes-newest': writing(
      all(answered(updates, 400), ({ request }) => {
        const body = bodyOf(request);
        return body === undefined || (typeof body['ID'] === 'string' && !isGuid(body['ID']));
      }),
      (exchange) => {
        const definition = definitionOf(exchange);
        const [id, row] = (definition && [...fragmentsOf(exchange.store, definition).entries()].at(-1)) ?? [];
        if (definition && id !== undefined && row)
          fragmentsOf(exchange.store, definition).put(id, {
            ...row,
            values: { ...row.values, Description: 'Somebody' },
          });
      },
    ),
    'relation-shown-as-object': atSeam(fragmentAsShown, (fragment, { definition: { relations = {} } }) =>
      jsonObject(
        Object.entries(fragment).map(([name, value]) => [
          name,
          relations[name] && isGuid(value) ? { ID: value } : value,
        ]),
      ),
    ),
    'relation-not-stored': atSeam(valuesOfUpdate, (values, { row }) =>
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          name === 'Parent' || name === 'Category' ? (row.values[name] ?? null) : value,
        ]),
      ),
    ),
    'dates-lose-their-time': atSeam(
      fragmentAsShown,
      showDates((text) => `${text.slice(0, 10)}T00:00:00Z`),
    ),
    'dates-without-zone': atSeam(
      fragmentAsShown,
      showDates((text) => text.replace(/Z$/, '')),
    ),
    'wrong-reference-accepted': taking(wrongReferences, ({ request }) => withoutReferences(request)),
    'wrong-reference-is-400': withStatus(400, wrongReferences),
    'create-is-202': withStatus(202, done(creations)),
    'new-fragments-are-old': writing(done(creations), (exchange) => {
      const definition = definitionOf(exchange);
      const [id, row] = (definition && [...fragmentsOf(exchange.store, definition).entries()].at(-1)) ?? [];
      if (definition && id !== undefined && row)
        fragmentsOf(exchange.store, definition).put(id, { ...row, timeStamp: fallingStamp(row.timeStamp) });
    }),
    'delete-answers-202': withStatus(202, done(deletions)),
    'second-delete-is-302': withStatus(
      302,
      all(done(deletions), (exchange) => {
        const definition = definitionOf(exchange);
        return !(
          definition && fragmentsOf(exchange.before, definition).has(addressOf(exchange.request).id.toLowerCase())
        );
      }),
    ),
    'unknown-attribute-half-applied': writing(updatesOfUnknown, (exchange) => {
      const { definition, row, body = {} } = updateOf(exchange) ?? {};
      const { ID: _id, NoSuchAttribute: _unknown, ...values } = body;
      if (definition && row)
        fragmentsOf(exchange.store, definition).put(row.id, { ...row, values: { ...row.values, ...values } });
    }),
    'unknown-attribute-shown': [
      around(updatesOfUnknown, ({ request, store, instead }) => {
        const { NoSuchAttribute: _unknown, ...known } = bodyOf(request) ?? {};
        const response = instead(withBody(request, known));
        memoryOf(store, 'unknown-attribute-shown').put(String(known['ID']).toLowerCase(), {});
        return response;
      }),
      withJson(
        (exchange) =>
          answered(reads, 200)(exchange) &&
          memoryOf(exchange.store, 'unknown-attribute-shown').has(addressOf(exchange.request).id.toLowerCase()),
        (fragment) => (isJsonObject(fragment) ? { ...fragment, NoSuchAttribute: 'x' } : fragment),
      ),
    ],
    'no-object-is-204': withStatus(
      204,
      all(answered(updates, 400), ({ request }) => bodyOf(request) === undefined),
    ),
    'wrong-id-is-204': withStatus(
      204,
      all(
        answered(updates, 400),
        ({ request }) => typeof bodyOf(request)?.['ID'] === 'string' && !isGuid(bodyOf(request)?.['ID']),
      ),
    ),
    'null-timestamp-is-302': withStatus(
      302,
      all(answered(updates, 400), ({ request }) => {
        const stamp = bodyOf(request)?.['TimeStamp'];
        return stamp === null || stamp === '';
      }),
    ),
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
    'nothing-new-counts-down': writing(doneUpdates, (exchange) => {
      const { definition, row, values = {} } = updateOf(exchange) ?? {};
      const same = Object.entries(values).every(([name, value]) => row?.values[name] === value);
      if (definition && row && same)
        fragmentsOf(exchange.store, definition).put(row.id, { ...row, timeStamp: `AAAAAA${row.timeStamp.slice(-6)}` });
    }),
    'fragments-forget-their-object': atSeam(fragmentAsShown, (fragment) =>
      jsonObject(Object.entries(fragment).map(([name, value]) => [name, name.startsWith('UsedInType') ? null : value])),
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
    'objects-show-no-dates': withJson(done(objectReads), (object) =>
      isJsonObject(object)
        ? jsonObject(
            Object.entries(object).map(([name, node]) => [name, isJsonObject(node) ? withoutDates(node) : node]),
          )
        : object,
    ),
    'object-update-is-202': withStatus(202, done(objectUpdates)),
    'initial-data-refused': refusing(
      all(done(objectCreations), ({ request }) => bodyOf(request)?.['InitialData'] !== undefined),
      ({ world }) => refuse(world, 400, { name: 'UnknownMember', message: 'InitialData is no part of an object.' }),
    ),
    'object-delete-refused': refusing(done(objectDeletions), ({ world }) =>
      refuse(world, 400, { name: 'ReadOnly', message: 'Objects are never deleted.' }),
    ),
  },
);

/** Updates that are refused for an attribute that there is not. */
function updatesOfUnknown(exchange: Exchange): boolean {
  return answered(updates, 500)(exchange) && bodyOf(exchange.request)?.['NoSuchAttribute'] !== undefined;
}

/** Creations that are refused because they name what there is not. */
function wrongReferences(exchange: Exchange): boolean {
  return (creations(exchange) || objectCreations(exchange)) && exchange.rules.has('M42-CRE-005');
}

/** The same creation without the attributes that name others. */
function withoutReferences(request: HttpRequest): HttpRequest {
  const drop = (node: JsonObject): JsonObject =>
    jsonObject(
      Object.entries(node).flatMap(([name, value]) => {
        if (name === 'Parent' || name === 'Category') return [];
        return [[name, isJsonObject(value) ? drop(value) : value] as const];
      }),
    );
  return withBody(request, drop(bodyOf(request) ?? {}));
}

/** The same update of an object with some entries of its journal left out. */
function keepEntries(request: HttpRequest, keeps: (id: Json | undefined) => boolean): HttpRequest {
  const body = bodyOf(request) ?? {};
  const list = body[journal];
  const kept = isJsonArray(list) ? list.filter((entry) => isJsonObject(entry) && keeps(entry['ID'])) : list;
  return withBody(request, kept === undefined ? body : { ...body, [journal]: kept });
}

/** Spells the dates of a fragment otherwise. */
function showDates(spell: (text: string) => string) {
  return (fragment: JsonObject, { definition: { attributes } }: { readonly definition: Definition }): JsonObject =>
    jsonObject(
      Object.entries(fragment).map(([name, value]) => [
        name,
        attributes[name] === 'date' && typeof value === 'string' ? spell(value) : value,
      ]),
    );
}

function withoutDates(node: JsonObject): JsonObject {
  return jsonObject(Object.entries(node).filter(([name]) => !name.endsWith('Date')));
}

/** A TimeStamp that is the less the later it is given out. */
function fallingStamp(timeStamp: string): string {
  return encodeRowversion((1n << 40n) - (decodeRowversion(timeStamp) ?? 0n));
}
