import { isGuid } from '../../../../core/guid.ts';
import { isJsonObject, type JsonObject, jsonObject } from '../../../../core/json.ts';
import { around, atSeam, type Exchange, memoryOf } from '../../../kernel/bug.ts';
import { withJson, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { all, answered } from '../../../kernel/bugs/when.ts';
import { writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import type { Definition } from '../model/definitions.ts';
import { fragmentsOf } from '../model/fragment-row.ts';
import { fragmentAsShown, valuesOfUpdate } from '../seams.ts';
import { addressOf, bodyOf, definitionOf, doneUpdates, reads, updateOf, updates, withBody } from './exchanges.ts';

/** What is wrong with values of some kinds, and with bodies that are none. */
export const valueMutants: readonly Mutant[] = mutantsOf(
  [
    [
      'no-object-changes-newest',
      'A body that names no fragment is refused after the newest was changed.',
      ['M42-UPD-016', 'M42-UPD-012'],
    ],
    ['relation-shown-as-object', 'An attribute that names a fragment shows an object.', 'M42-UPD-017'],
    ['relation-not-stored', 'An attribute that names a fragment is not stored.', ['M42-UPD-017', 'M42-UPD-004']],
    ['dates-lose-their-time', 'A date attribute keeps the day alone.', 'M42-UPD-019'],
    ['dates-without-zone', 'A date attribute is shown without a zone.', 'M42-UPD-019'],
    [
      'unknown-attribute-half-applied',
      'An update refused for an unknown attribute stores the others.',
      ['M42-UPD-013', 'M42-UPD-015'],
    ],
    ['unknown-attribute-shown', 'Attributes that the definition does not have are stored.', 'M42-UPD-013'],
    ['no-object-is-204', 'A body that is no JSON object is answered with 204.', 'M42-UPD-016'],
    ['wrong-id-is-204', 'An update whose ID is no GUID is answered with 204.', 'M42-UPD-012'],
    ['null-timestamp-is-302', 'An update whose TimeStamp is null or empty is redirected.', 'M42-TS-012'],
    ['nothing-new-counts-down', 'An update that changes nothing gives a smaller TimeStamp.', 'M42-TS-019'],
  ],
  {
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
    'nothing-new-counts-down': writing(doneUpdates, (exchange) => {
      const { definition, row, values = {} } = updateOf(exchange) ?? {};
      const same = Object.entries(values).every(([name, value]) => row?.values[name] === value);
      if (definition && row && same)
        fragmentsOf(exchange.store, definition).put(row.id, { ...row, timeStamp: `AAAAAA${row.timeStamp.slice(-6)}` });
    }),
  },
);

/** Updates that are refused for an attribute that there is not. */
function updatesOfUnknown(exchange: Exchange): boolean {
  return answered(updates, 500)(exchange) && bodyOf(exchange.request)?.['NoSuchAttribute'] !== undefined;
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
