import { jsonEquals } from '../../../../core/json-equals.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import { type Attachment, atSeam, type Exchange, memoryOf, off } from '../../../kernel/bug.ts';
import { changingHeader, type When, withoutHeader, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { all, answered, decidedBy } from '../../../kernel/bugs/when.ts';
import { carryingOut, taking, withoutField, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { rowsOf } from '../model/rows.ts';
import { keyMissing, payloadInvalid, rowExists } from '../refusals.ts';
import { type KeySearch, rowOfKey, valuesByKey } from '../seams.ts';
import { answeringEmptyObject, answeringNothing, overlooking, refusingWith } from './answers.ts';
import { both } from './editions.ts';
import { creates, deletes, lastWritten, locationBefore, patches, tableOf, updates } from './exchanges.ts';

/** Bugs in alternate keys. */
export const keyMutants: readonly Mutant[] = mutantsOf(
  [
    ['key-not-taken-from-url', 'A row made by alternate key lacks its key.', 'DV-AK-001'],
    ['entity-id-with-guid', 'OData-EntityId names the primary key.', ['DV-AK-002', 'DV-AK-003']],
    ['key-update-without-entity-id', 'Only an upsert by key that creates says what it wrote.', 'DV-AK-003'],
    ['key-in-the-body-counts', 'A key value in the body moves the row.', 'DV-AK-005', off('DV-AK-005')],
    ['key-in-the-body-refused', 'A key value in the body of a create is refused.', 'DV-AK-006'],
    ['url-key-counts', 'The key in the URL beats the one in the body.', 'DV-AK-007'],
    ['keys-never-change', 'Key values are fixed once and for all.', 'DV-AK-008'],
    ['old-key-still-resolves', 'The old key value still leads to the row.', 'DV-AK-008'],
    ['create-with-a-taken-key', 'A POST makes a second row with the same key.', 'DV-AK-024', off('DV-AK-024', 'POST')],
    [
      'property-to-a-taken-key',
      'A PUT of a property gives a row the key of another.',
      'DV-AK-024',
      off('DV-AK-024', 'PUT'),
    ],
    ['change-to-a-taken-key', 'A PATCH gives a row the key of another.', 'DV-AK-024', off('DV-AK-024', 'PATCH')],
    ['taken-key-is-400', 'A key that another row has is answered 400.', 'DV-AK-018'],
    ['undeclared-key-is-404', 'Columns that are no key are answered 404, as if no row had them.', 'DV-AK-013'],
    [
      'undeclared-key-creates',
      'A PATCH by columns that are no key makes a row, and is refused all the same.',
      'DV-AK-013',
    ],
    ['if-match-star-creates-by-key', 'A PATCH by key with If-Match star creates.', 'DV-AK-014'],
    ['create-only-updates-by-key', 'A PATCH by key with If-None-Match star updates.', 'DV-AK-015', off('DV-AK-015')],
    ['missing-key-is-204', 'A key that no row has is answered 204.', 'DV-AK-016'],
    [
      'first-key-column-suffices',
      'A key of two columns is looked up by the first of them.',
      ['DV-AK-001', 'DV-AK-016'],
    ],
    ['deleted-keys-stay-taken', 'The key values of a deleted row cannot be used again.', 'DV-AK-001'],
    ['delete-by-key-answers-otherwise', 'A DELETE by key answers 200, and 204 when there is nothing.', 'DV-AK-017'],
  ],
  {
    'key-not-taken-from-url': atSeam(valuesByKey, (_sound, { inBody }) => inBody),
    'entity-id-with-guid': changingHeader('OData-EntityId', decidedBy('DV-AK-002'), (url, exchange) =>
      url.replace(/\(.*\)$/, `(${lastWritten(exchange.store, tableOf(exchange)).id})`),
    ),
    'key-update-without-entity-id': withoutHeader('OData-EntityId', decidedBy('DV-AK-003')),
    'key-in-the-body-refused': refusingWith(decidedBy('DV-AK-006'), () =>
      payloadInvalid('A key value stands in the URL and in the body.'),
    ),
    'url-key-counts': atSeam(
      valuesByKey,
      (sound, { inUrl }) => ({ ...sound, ...inUrl }),
      ({ inUrl, inBody }) => Object.keys(inUrl).some((name) => name in inBody),
    ),
    'keys-never-change': overlooking(all(updates, decidedBy('DV-AK-008')), (name, _value, exchange) =>
      tableOf(exchange).keys.some(({ columns }) => columns.includes(name)),
    ),
    'old-key-still-resolves': [
      rememberingKeys('old-key-still-resolves', all(updates, decidedBy('DV-AK-008'))),
      atSeam(rowOfKey, (sound, search) => sound ?? remembered('old-key-still-resolves', search)?.id),
    ],
    'taken-key-is-400': withStatus(400, decidedBy('DV-AK-018')),
    'undeclared-key-is-404': refusingWith(decidedBy('DV-AK-013'), (exchange) => keyMissing(tableOf(exchange))),
    'undeclared-key-creates': carryingOut(all(patches, decidedBy('DV-AK-013')), ({ request }) => ({
      ...request,
      method: 'POST',
      target: request.target.replace(/\(.*$/, ''),
    })),
    'if-match-star-creates-by-key': taking(decidedBy('DV-AK-014'), ({ request }) => withoutField(request, 'If-Match')),
    'missing-key-is-204': answeringNothing(decidedBy('DV-AK-016')),
    'first-key-column-suffices': atSeam(
      rowOfKey,
      (sound, search) => sound ?? rowWithFirst(search),
      ({ key }) => key.columns.length > 1,
    ),
    'deleted-keys-stay-taken': [
      rememberingKeys('deleted-keys-stay-taken', deletes),
      refusingWith(all(creates, decidedBy('DV-AK-001'), hasDeletedKey), rowExists),
    ],
    'delete-by-key-answers-otherwise': [
      answeringEmptyObject(200, answered(decidedBy('DV-AK-017'), 204)),
      answeringNothing(answered(decidedBy('DV-AK-017'), 404)),
    ],
  },
  {
    'key-not-taken-from-url': both,
    'entity-id-with-guid': both,
    'key-update-without-entity-id': both,
  },
);

/** Keeps in mind which keys the row had that a request found. */
function rememberingKeys(bug: string, when: When): Attachment {
  return writing(when, (exchange) => {
    const { store } = exchange;
    const { table, row } = locationBefore(exchange) ?? {};
    for (const key of table?.keys ?? [])
      if (table && row) memoryOf(store, bug).put(keyText({ table, key, values: row.values }), { id: row.id });
  });
}

function remembered(bug: string, search: KeySearch): { readonly id: string } | undefined {
  return memoryOf<{ readonly id: string }>(search.store, bug).get(keyText(search));
}

function keyText({ table, key, values }: Omit<KeySearch, 'store'>): string {
  return stringifyJson([table.logicalName, key.name, ...key.columns.map((name) => values[name] ?? null)]);
}

function hasDeletedKey(exchange: Exchange): boolean {
  const { table, key, keyValues: values } = locationBefore(exchange) ?? {};
  if (!table || !key || !values) return false;
  return remembered('deleted-keys-stay-taken', { store: exchange.store, table, key, values }) !== undefined;
}

/** The row a server finds that looks no further than the first column of a key. */
function rowWithFirst({ store, table, key: { columns }, values }: KeySearch): string | undefined {
  const first = columns[0] ?? '';
  return [...rowsOf(store, table).entries()].find(([, row]) =>
    jsonEquals(row.values[first] ?? null, values[first] ?? null),
  )?.[0];
}
