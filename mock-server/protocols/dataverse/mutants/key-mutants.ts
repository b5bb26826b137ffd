import { jsonEquals } from '../../../../core/json-equals.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import { type Attachment, atSeam, type Exchange, memoryOf, off } from '../../../kernel/bug.ts';
import { changingHeader, type When, withoutHeader } from '../../../kernel/bugs/answer-otherwise.ts';
import { all, answered, decidedBy } from '../../../kernel/bugs/when.ts';
import { taking, withoutField, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { rowsOf } from '../model/rows.ts';
import { payloadInvalid, rowExists } from '../refusals.ts';
import { type KeySearch, rowOfKey, valuesByKey } from '../seams.ts';
import { answeringEmptyObject, answeringNothing, overlooking, refusingWith } from './answers.ts';
import { creates, deletes, lastWritten, locationBefore, tableOf, updates } from './exchanges.ts';

/** Bugs in alternate keys. */
export const keyMutants: readonly Mutant[] = [
  {
    id: 'key-not-taken-from-url',
    title: 'A row made by alternate key lacks its key.',
    fails: ['DV-AK-001'],
    at: [atSeam(valuesByKey, (_sound, { inBody }) => inBody)],
    editions: ['current', 'documented'],
  },
  {
    id: 'entity-id-with-guid',
    title: 'OData-EntityId names the primary key.',
    fails: ['DV-AK-002', 'DV-AK-003'],
    at: [
      changingHeader('OData-EntityId', decidedBy('DV-AK-002'), (url, exchange) =>
        url.replace(/\(.*\)$/, `(${lastWritten(exchange.store, tableOf(exchange)).id})`),
      ),
    ],
    editions: ['current', 'documented'],
  },
  {
    id: 'key-update-without-entity-id',
    title: 'Only an upsert by key that creates says what it wrote.',
    fails: ['DV-AK-003'],
    at: [withoutHeader('OData-EntityId', decidedBy('DV-AK-003'))],
    editions: ['current', 'documented'],
  },
  {
    id: 'key-in-the-body-counts',
    title: 'A key value in the body moves the row.',
    fails: ['DV-AK-005'],
    at: [off('DV-AK-005')],
  },
  {
    id: 'key-in-the-body-refused',
    title: 'A key value in the body of a create is refused.',
    fails: ['DV-AK-006'],
    at: [refusingWith(decidedBy('DV-AK-006'), () => payloadInvalid('A key value stands in the URL and in the body.'))],
  },
  {
    id: 'url-key-counts',
    title: 'The key in the URL beats the one in the body.',
    fails: ['DV-AK-007'],
    at: [
      atSeam(
        valuesByKey,
        (sound, { inUrl }) => ({ ...sound, ...inUrl }),
        ({ inUrl, inBody }) => Object.keys(inUrl).some((name) => name in inBody),
      ),
    ],
  },
  {
    id: 'keys-never-change',
    title: 'Key values are fixed once and for all.',
    fails: ['DV-AK-008'],
    at: [
      overlooking(all(updates, decidedBy('DV-AK-008')), (name, _value, exchange) =>
        tableOf(exchange).keys.some(({ columns }) => columns.includes(name)),
      ),
    ],
  },
  {
    id: 'old-key-still-resolves',
    title: 'The old key value still leads to the row.',
    fails: ['DV-AK-008'],
    at: [
      rememberingKeys('old-key-still-resolves', all(updates, decidedBy('DV-AK-008'))),
      atSeam(rowOfKey, (sound, search) => sound ?? remembered('old-key-still-resolves', search)?.id),
    ],
  },
  {
    id: 'if-match-star-creates-by-key',
    title: 'A PATCH by key with If-Match star creates.',
    fails: ['DV-AK-014'],
    at: [taking(decidedBy('DV-AK-014'), ({ request }) => withoutField(request, 'If-Match'))],
  },
  {
    id: 'create-only-updates-by-key',
    title: 'A PATCH by key with If-None-Match star updates.',
    fails: ['DV-AK-015'],
    at: [off('DV-AK-015')],
  },
  {
    id: 'missing-key-is-204',
    title: 'A key that no row has is answered 204.',
    fails: ['DV-AK-016'],
    at: [answeringNothing(decidedBy('DV-AK-016'))],
  },
  {
    id: 'first-key-column-suffices',
    title: 'A key of two columns is looked up by the first of them.',
    fails: ['DV-AK-001', 'DV-AK-016'],
    at: [
      atSeam(
        rowOfKey,
        (sound, search) => sound ?? rowWithFirst(search),
        ({ key }) => key.columns.length > 1,
      ),
    ],
  },
  {
    id: 'deleted-keys-stay-taken',
    title: 'The key values of a deleted row cannot be used again.',
    fails: ['DV-AK-001'],
    at: [
      rememberingKeys('deleted-keys-stay-taken', deletes),
      refusingWith(all(creates, decidedBy('DV-AK-001'), hasDeletedKey), rowExists),
    ],
  },
  {
    id: 'delete-by-key-answers-otherwise',
    title: 'A DELETE by key answers 200, and 204 when there is nothing.',
    fails: ['DV-AK-017'],
    at: [
      answeringEmptyObject(200, answered(decidedBy('DV-AK-017'), 204)),
      answeringNothing(answered(decidedBy('DV-AK-017'), 404)),
    ],
  },
];

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
