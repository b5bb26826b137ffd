import type { HttpRequest } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, type Json, jsonObject } from '../../../../core/json.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import { atSeam, type Exchange } from '../../../kernel/bug.ts';
import { changingMember, type When, withJson, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { membersOf, optionOf, withMembers, withOptions } from '../../../kernel/bugs/other-request.ts';
import { all, answered, decidedBy, done, on } from '../../../kernel/bugs/when.ts';
import { carryingOut, losing, taking, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { rowsIn } from '../model/navigation.ts';
import { putRow, removeRow, rowsOf } from '../model/rows.ts';
import { tableNamed } from '../model/tables.ts';
import { methodRefused, payloadInvalid, segmentMissing, selectUnknown } from '../refusals.ts';
import { collectionShown } from '../seams.ts';
import { answeringEmptyObject, answeringNothing, refusingWith } from './answers.ts';
import { about, callOf, tableOf } from './exchanges.ts';
import { filtering } from './filter-mutants.ts';
import { idsIn } from './make-missing.ts';
import { collectionOf, relatedRow } from './related.ts';

const binds =
  (value: RegExp): When =>
  (exchange) =>
    Object.entries(membersOf(exchange.request)).some(
      ([name, address]) => name.endsWith('@odata.bind') && typeof address === 'string' && value.test(address),
    );
const bound = all(about('row', 'PATCH'), decidedBy('DV-NAV-001'));
const unbound = all(about('row', 'PATCH'), decidedBy('DV-NAV-002'));
const says =
  (member: RegExp): When =>
  ({ request }) =>
    Object.keys(membersOf(request)).some((name) => member.test(name));
const added = decidedBy('DV-NAV-013');
const removed = decidedBy('DV-NAV-014', 'DV-NAV-015');
const listed = decidedBy('DV-NAV-012');
const associated = decidedBy('DV-NAV-020');
const related = all(associated, on('POST', 'DELETE'));
const dissociated = all(associated, on('DELETE'));
const madeInside = done(decidedBy('DV-NAV-021'));
const references = about('reference', 'PUT', 'POST');

/** Bugs in what leads from one row to others. */
export const navigationMutants: readonly Mutant[] = mutantsOf(
  [
    ['property-shown-bare', 'A property is shown as a bare value.', 'DV-GET-006'],
    ['context-of-a-property-is-that-of-a-row', 'The context of a property is that of the row.', 'DV-GET-006'],
    ['null-property-is-404', 'A property that is null is not found.', 'DV-GET-007'],
    ['comma-refused', 'A comma at the end of $select is a fault.', 'DV-GET-014'],
    ['comma-selects-everything', 'A comma at the end of $select selects everything.', 'DV-GET-014'],
    ['collection-expands-to-nothing', 'An expanded collection is empty.', 'DV-GET-015'],
    ['collection-expands-to-all', 'An expanded collection has all rows of the table.', 'DV-GET-015'],
    ['expanded-members-have-no-keys', 'Rows of an expanded collection have no keys.', 'DV-GET-015'],
    ['nested-expand-passed-over', 'An expansion in an expansion is passed over.', 'DV-GET-016'],
    ['created-row-is-not-expanded', 'A created row is shown without what is expanded.', 'DV-CRT-004'],
    ['binding-is-lost', 'A PATCH that binds is answered and forgotten.', 'DV-NAV-001', losing(bound)],
    ['absolute-address-refused', 'A row cannot be bound by an absolute address.', 'DV-NAV-001'],
    ['relative-address-refused', 'A row cannot be bound by a relative address.', 'DV-NAV-001'],
    ['unbinding-is-lost', 'A PATCH that unbinds is answered and forgotten.', 'DV-NAV-002', losing(unbound)],
    ['unbinding-deletes-the-other-row', 'A PATCH that unbinds deletes the other row.', 'DV-NAV-002'],
    ['null-alone-refused', 'Null unbinds with an annotation only.', 'DV-NAV-002'],
    ['null-annotation-refused', 'Null unbinds without an annotation only.', 'DV-NAV-002'],
    ['value-of-a-lookup-is-written', 'The value of a lookup can be written.', 'DV-NAV-005'],
    ['missing-row-is-bound', 'A link to a row that is not there is passed over.', 'DV-NAV-006'],
    ['missing-row-is-made', 'A link to a row that is not there is refused, and the row is made.', 'DV-NAV-006'],
    [
      'create-with-a-missing-row-is-done',
      'A row that is bound to one that is missing is refused, and made.',
      'DV-NAV-006',
    ],
    [
      'references-of-nothing-are-204',
      'A reference of a collection to a row that is not there is answered 204.',
      'DV-NAV-018',
    ],
    ['create-with-a-missing-row', 'A row is created although the one that it is bound to is missing.', 'DV-NAV-006'],
    ['unknown-navigation-passed-over', 'A link by an unknown navigation property is passed over.', 'DV-NAV-007'],
    [
      'unknown-navigation-not-named',
      'A link by an unknown navigation property is refused without its name.',
      'DV-NAV-007',
    ],
    ['unknown-navigation-is-422', 'A link by an unknown navigation property is refused with 422.', 'DV-NAV-007'],
    ['unknown-navigation-half-applied', 'What stands beside an unknown navigation property is stored.', 'DV-NAV-007'],
    ['no-binding-by-key', 'A row cannot be bound by an alternate key.', 'DV-NAV-008'],
    ['binding-by-key-is-lost', 'A PATCH that binds by an alternate key is forgotten.', 'DV-NAV-008'],
    ['collection-has-all-rows', 'A collection has all rows of its table.', 'DV-NAV-012'],
    ['collection-shows-everything', 'A collection shows all columns.', 'DV-NAV-012'],
    ['collection-is-not-filtered', 'A filter on a collection is passed over.', 'DV-NAV-012'],
    [
      'adding-answers-200',
      'Who is put into a collection is answered 200.',
      'DV-NAV-013',
      answeringEmptyObject(200, added),
    ],
    ['adding-is-lost', 'Who is put into a collection is not in it.', ['DV-NAV-013', 'DV-NAV-017'], losing(added)],
    [
      'removing-is-lost',
      'Who is taken out of a collection stays in it.',
      ['DV-NAV-014', 'DV-NAV-015'],
      losing(removed),
    ],
    ['removing-deletes-the-row', 'Who is taken out of a collection is deleted.', ['DV-NAV-014', 'DV-NAV-015']],
    [
      'removing-deletes-the-owner',
      'With who is taken out of a collection its owner is deleted.',
      ['DV-NAV-014', 'DV-NAV-015'],
    ],
    ['removing-by-id-is-unknown', 'There is no $id.', 'DV-NAV-015'],
    ['removing-by-key-is-unknown', 'There is no reference behind a key.', 'DV-NAV-014'],
    ['roles-are-lost', 'An association of many to many is answered and forgotten.', 'DV-NAV-020', losing(related)],
    ['roles-show-from-one-side', 'An association of many to many shows on one side alone.', 'DV-NAV-020'],
    ['roles-cannot-be-taken-away', 'An association of many to many stays.', 'DV-NAV-020', losing(dissociated)],
    ['roles-go-with-their-association', 'With an association the row on the other side is deleted.', 'DV-NAV-020'],
    ['users-have-every-role', 'A collection of many to many has all rows of its table.', 'DV-NAV-020'],
    ['roles-answer-200', 'An association of many to many is answered 200.', 'DV-NAV-020'],
    ['rows-in-collections-are-loose', 'What is made in a collection is not in it.', 'DV-NAV-021'],
    ['nothing-is-made-in-collections', 'No row can be made by the URL of a collection.', 'DV-NAV-021'],
    ['what-is-made-in-a-collection-is-lost', 'What is made in a collection is forgotten.', 'DV-NAV-021'],
    [
      'what-is-made-in-a-collection-takes-its-place',
      'What is made in a collection takes the place of others.',
      'DV-NAV-021',
    ],
    ['two-slashes-refused', 'Two slashes in an address are a fault.', 'DV-NAV-016'],
    ['two-slashes-lose-the-link', 'An address with two slashes is answered and forgotten.', 'DV-NAV-016'],
    ['relative-reference-refused', 'The address in a reference must be absolute.', 'DV-NAV-019'],
    ['relative-reference-is-lost', 'A reference with a relative address is forgotten.', 'DV-NAV-019'],
    [
      'lambdas-hold-always',
      'Whatever stands in any or all holds.',
      'DV-LST-010',
      filtering(/\w+\/(?:any|all)\(.*?'\)/g, 'true'),
    ],
    ['in-holds-always', 'The function In holds always.', 'DV-LST-011', filtering(/Microsoft[^)]*\)/, 'true')],
    [
      'aliases-are-passed-over',
      'What an alias stands in holds always.',
      'DV-LST-012',
      filtering(/\w+ gt @\w+/, 'true'),
    ],
    ['path-in-filter-passed-over', 'A filter on the row that a lookup leads to passes all.', 'DV-LST-009'],
  ],
  {
    'property-shown-bare': withJson(decidedBy('DV-GET-006'), (body) =>
      isJsonObject(body) ? (body['value'] ?? null) : body,
    ),
    'context-of-a-property-is-that-of-a-row': changingMember('@odata.context', decidedBy('DV-GET-006'), (url) =>
      String(url).replace(/\/\w+$/, '/$entity'),
    ),
    'null-property-is-404': refusingWith(decidedBy('DV-GET-007'), () => segmentMissing('it')),
    'comma-refused': refusingWith(endsInComma, (exchange) => selectUnknown(tableOf(exchange), '')),
    'comma-selects-everything': taking(endsInComma, ({ request }) =>
      withOptions(request, (name, value) => (name === '$select' ? undefined : [name, value])),
    ),
    'collection-expands-to-nothing': atSeam(collectionShown, () => []),
    'collection-expands-to-all': atSeam(collectionShown, (_rows, { store, collection }) =>
      [...rowsOf(store, collection.table).entries()].map(([, row]) => row),
    ),
    'expanded-members-have-no-keys': withJson(decidedBy('DV-GET-015'), withoutKeys),
    'nested-expand-passed-over': taking(
      all(on('GET'), ({ request }) => /;\$expand=[^)]*\)\)/.test(optionOf(request, '$expand') ?? '')),
      ({ request }) =>
        withOptions(request, (name, value) => [
          name,
          name === '$expand' ? value.replace(/;\$expand=.*\)\)$/, ')') : value,
        ]),
    ),
    'created-row-is-not-expanded': withJson(answered(decidedBy('DV-CRT-004'), 201), (body) =>
      isJsonObject(body) ? jsonObject(Object.entries(body).filter(([, value]) => !isJsonObject(value))) : body,
    ),
    'absolute-address-refused': refusingWith(all(bound, binds(/^http/)), () => payloadInvalid('This is no address.')),
    'relative-address-refused': refusingWith(all(bound, binds(/^\w+\(/)), () => payloadInvalid('This is no address.')),
    'unbinding-deletes-the-other-row': writing(unbound, (exchange) => {
      const { row } = relatedRow({ ...exchange, store: exchange.before }) ?? {};
      const contact = tableNamed('contact');
      if (row && contact) removeRow(exchange.store, contact, row);
    }),
    'null-alone-refused': refusingWith(all(unbound, says(/^\w+$/)), () => payloadInvalid('This cannot be null.')),
    'null-annotation-refused': refusingWith(all(unbound, says(/@odata\.bind$/)), () =>
      payloadInvalid('This cannot be null.'),
    ),
    'value-of-a-lookup-is-written': taking(decidedBy('DV-NAV-005'), ({ request }) =>
      withMembers(request, (name, value) => [[name.replace(/^_(\w+)_value$/, '$1'), value]]),
    ),
    'missing-row-is-bound': taking(all(about('row', 'PATCH'), decidedBy('DV-NAV-006')), withoutBinds),
    'missing-row-is-made': writing(all(about('row', 'PATCH'), decidedBy('DV-NAV-006')), (exchange) => {
      const contact = tableNamed('contact');
      const [, id] = /\(([0-9a-f-]{36})\)/i.exec(stringifyJson(membersOf(exchange.request))) ?? [];
      if (contact && id) putRow(exchange.store, contact, { id: id.toLowerCase(), version: 1n, values: {} });
    }),
    'create-with-a-missing-row-is-done': carryingOut(all(about('set', 'POST'), decidedBy('DV-NAV-006')), withoutBinds),
    'references-of-nothing-are-204': answeringNothing(
      all(about('reference', 'POST', 'DELETE'), ({ response }) => response.status >= 400),
    ),
    'create-with-a-missing-row': taking(all(about('set', 'POST'), decidedBy('DV-NAV-006')), withoutBinds),
    'unknown-navigation-passed-over': taking(decidedBy('DV-NAV-007'), withoutBinds),
    'unknown-navigation-not-named': changingMember('message', decidedBy('DV-NAV-007'), () => 'This is not declared.'),
    'unknown-navigation-is-422': withStatus(422, decidedBy('DV-NAV-007')),
    'unknown-navigation-half-applied': carryingOut(decidedBy('DV-NAV-007'), withoutBinds),
    'no-binding-by-key': refusingWith(all(bound, binds(/=/)), () => payloadInvalid('This is no address.')),
    'binding-by-key-is-lost': losing(all(bound, binds(/=/))),
    'collection-has-all-rows': taking(listed, wholeTable),
    'collection-shows-everything': taking(listed, ({ request }) =>
      withOptions(request, (name, value) => (name === '$select' ? undefined : [name, value])),
    ),
    'collection-is-not-filtered': taking(listed, ({ request }) =>
      withOptions(request, (name, value) => (name === '$filter' ? undefined : [name, value])),
    ),
    'removing-deletes-the-row': writing(removed, (exchange) => {
      const related = relatedRow(exchange);
      if (related) removeRow(exchange.store, related.table, related.row);
    }),
    'removing-deletes-the-owner': writing(removed, (exchange) => {
      const { resource } = callOf(exchange);
      const [, id = ''] = /\(([0-9a-f-]{36})\)/i.exec(exchange.request.target) ?? [];
      const row = 'table' in resource ? rowsOf(exchange.store, resource.table).get(id.toLowerCase()) : undefined;
      if (row && 'table' in resource) removeRow(exchange.store, resource.table, row);
    }),
    'removing-by-id-is-unknown': refusingWith(decidedBy('DV-NAV-015'), () => segmentMissing('$ref')),
    'removing-by-key-is-unknown': refusingWith(decidedBy('DV-NAV-014'), () => segmentMissing('$ref')),
    'roles-show-from-one-side': changingMember(
      'value',
      all(associated, on('GET'), (exchange) => tableOf(exchange).logicalName === 'role'),
      () => [],
    ),
    'roles-go-with-their-association': writing(dissociated, (exchange) => {
      const role = tableNamed('role');
      const [, id = ''] =
        /roles\(([0-9a-f-]{36})\)/i.exec(exchange.request.target) ??
        /association\(([0-9a-f-]{36})\)/i.exec(exchange.request.target) ??
        [];
      const row = role && rowsOf(exchange.store, role).get(id.toLowerCase());
      if (role && row) removeRow(exchange.store, role, row);
    }),
    'users-have-every-role': taking(all(associated, on('GET')), wholeTable),
    'roles-answer-200': answeringEmptyObject(200, related),
    'rows-in-collections-are-loose': taking(madeInside, wholeTable),
    'nothing-is-made-in-collections': refusingWith(madeInside, ({ request }) => methodRefused(request.method)),
    'what-is-made-in-a-collection-is-lost': losing(madeInside),
    'what-is-made-in-a-collection-takes-its-place': writing(madeInside, (exchange) => {
      const { id, collection } = { id: idsIn(exchange.request.target)[0], collection: collectionOf(exchange) };
      const before = collection?.kind === 'one-to-many' && id ? rowsIn(exchange.before, id, collection) : [];
      if (collection) for (const row of before) removeRow(exchange.store, collection.table, row);
    }),
    'two-slashes-refused': refusingWith(all(references, addresses(/\/\/\w+\(/)), () =>
      payloadInvalid('This is no address.'),
    ),
    'two-slashes-lose-the-link': losing(all(references, addresses(/\/\/\w+\(/))),
    'relative-reference-refused': refusingWith(all(references, addresses(/^\w+\(/)), () =>
      payloadInvalid('This is no address.'),
    ),
    'relative-reference-is-lost': losing(all(references, addresses(/^\w+\(/))),
    'path-in-filter-passed-over': taking(
      all(on('GET'), ({ request }) => /^\w+\/\w+ eq/.test(optionOf(request, '$filter') ?? '')),
      ({ request }) => withOptions(request, (name, value) => (name === '$filter' ? undefined : [name, value])),
    ),
  },
);

/** The same of the table that the rows of a collection are in. */
function wholeTable(exchange: Exchange): HttpRequest {
  const { request } = exchange;
  const target = `/api/data/v9.2/${collectionOf(exchange)?.table.setName ?? ''}`;
  return { ...request, target: request.target.replace(/^[^?]*/, target) };
}

function endsInComma({ request }: Exchange): boolean {
  return optionOf(request, '$select')?.endsWith(',') ?? false;
}

function addresses(pattern: RegExp): When {
  return ({ request }) => pattern.test(String(membersOf(request)['@odata.id']));
}

function withoutBinds({ request }: Exchange): ReturnType<typeof withMembers> {
  return withMembers(request, (name, value) => (name.includes('@') ? [] : [[name, value]]));
}

function withoutKeys(body: Json): Json {
  if (!isJsonObject(body)) return body;
  const keys = ['contactid', 'accountid'];
  const bare = (row: Json): Json =>
    isJsonObject(row) ? jsonObject(Object.entries(row).filter(([name]) => !keys.includes(name))) : row;
  return jsonObject(Object.entries(body).map(([name, value]) => [name, isJsonArray(value) ? value.map(bare) : value]));
}
