import { splitTarget } from '../../../../core/http.ts';
import { atSeam, type Exchange, off } from '../../../kernel/bug.ts';
import { family } from '../../../kernel/bugs/family.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { all, decidedBy, done, on, refused } from '../../../kernel/bugs/when.ts';
import { writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { refuse } from '../errors.ts';
import { rowsOf } from '../model/rows.ts';
import { decodePath } from '../request/decode-path.ts';
import * as seams from '../seams.ts';
import { asText, isInteger } from '../write/convert-value.ts';
import { callOf } from './around/exchanges.ts';
import {
  answeringEmpty,
  asNotFound,
  failing,
  messageOf,
  refusedAs,
  refusingBad,
  refusingWith,
  saying,
  withError,
} from './around/refusals.ts';

/** What is refused for its key, whatever the fault. */
const faultyKey = decidedBy(
  'DAB-KEY-002',
  'DAB-KEY-003',
  'DAB-KEY-004',
  'DAB-KEY-005',
  'DAB-KEY-006',
  'DAB-KEY-007',
  'DAB-KEY-008',
  'DAB-KEY-013',
  'DAB-STR-003',
  'DAB-IFM-027',
);

const refusedKeys = [
  'DAB-KEY-002',
  'DAB-KEY-005',
  'DAB-KEY-006',
  'DAB-KEY-007',
  'DAB-KEY-013',
  'DAB-KEY-014',
  'DAB-STR-003',
  'DAB-BOD-009',
];

/** Bugs of the key in the URL. */
export const keyMutants: readonly Mutant[] = [
  ...mutantsOf(
    [
      ['key-columns-have-a-case', 'Key columns are compared letter by letter.', 'DAB-KEY-009', off('DAB-KEY-009')],
      ['key-parts-in-table-order', 'Key parts must come in the order of the table.', 'DAB-KEY-001'],
      ['odd-key-value-fails', 'A key value of another type is a failure nobody handles.', 'DAB-KEY-008'],
      ['key-text-in-own-spelling', 'A text spells key columns as the table does.', 'DAB-KEY-009'],
      ['delete-without-key-is-405', 'A DELETE without a key is answered 405.', 'DAB-KEY-010'],
      ['odd-slashes-are-404', 'A slash too many is answered 404.', 'DAB-KEY-013'],
      ['slash-behind-entity-is-404', 'A slash behind the entity is answered 404.', 'DAB-KEY-013'],
      ['integer-keys-are-plain', 'An integer key has one spelling only.', 'DAB-KEY-014'],
      ['plus-is-a-blank', 'A plus sign in a key is a blank.', 'DAB-KEY-015'],
      ['encoded-slash-is-decoded', 'An encoded slash in a key is decoded.', 'DAB-KEY-015'],
      ['blank-key-is-a-value', 'A blank key is a value.', 'DAB-KEY-015', off('DAB-KEY-015', 'blank')],
      ['dot-segments-stay', 'Dot segments are key values.', 'DAB-KEY-015', off('DAB-KEY-015', 'dot-segment')],
      ['key-is-decoded-twice', 'A key is decoded twice.', 'DAB-KEY-015'],
      ['key-is-not-decoded', 'A key is not decoded.', 'DAB-KEY-015'],
      ['slash-belongs-to-the-value', 'A slash in the last key value belongs to it.', 'DAB-KEY-015'],
      [
        'upsert-text-in-own-spelling',
        'The text of a missed upsert spells key columns as the table does.',
        'DAB-KEY-009',
      ],
      ['refused-keys-spoil', 'A write with a faulty key is refused, and yet the row is changed or gone.', refusedKeys],
      ['null-characters-pass', 'A null character in a path is taken like any other.', 'DAB-KEY-015'],
    ],
    {
      'key-parts-in-table-order': refusingBad(
        all(decidedBy('DAB-KEY-001'), isOutOfOrder),
        'Primary key column(s) provided do not match DB schema.',
      ),
      'odd-key-value-fails': failing(decidedBy('DAB-KEY-008')),
      'key-text-in-own-spelling': withError(saying(/<.*>/), (error, exchange) => ({
        ...error,
        message: messageOf(exchange.response).replace(/<.*>/, (key) => inOwnSpelling(key, exchange)),
      })),
      'delete-without-key-is-405': answeringEmpty(405, decidedBy('DAB-KEY-010')),
      'odd-slashes-are-404': refusedAs(decidedBy('DAB-KEY-013'), asNotFound),
      'slash-behind-entity-is-404': refusingWith(
        done(
          (exchange) => splitTarget(exchange.request.target).path.endsWith('/') && callOf(exchange)?.keyRoute === '',
        ),
        (world) => refuse(world, 404, 'EntityNotFound', 'Invalid Entity path.'),
      ),
      'integer-keys-are-plain': atSeam(
        seams.valueOfColumn,
        () => undefined,
        ({ column, sent, inUrl }) => inUrl && isInteger(column) && !/^-?(?:0|[1-9]\d*)$/.test(asText(sent)),
      ),
      'plus-is-a-blank': atSeam(
        seams.segmentsOfKey,
        (_, { raw }) => raw.map((text) => decodePath(text.replaceAll('+', ' '))),
        ({ raw }) => raw.some((text) => text.includes('+')),
      ),
      'encoded-slash-is-decoded': atSeam(
        seams.segmentsOfKey,
        (sound) => sound.map((text) => text.replaceAll(/%2f/gi, '/')),
        ({ raw }) => raw.some((text) => /%2f/i.test(text)),
      ),
      'key-is-decoded-twice': atSeam(
        seams.segmentsOfKey,
        (sound) => sound.map(decodePath),
        ({ raw }) => raw.some((text) => /%25[0-9a-f]{2}/i.test(text)),
      ),
      'key-is-not-decoded': atSeam(
        seams.segmentsOfKey,
        (_, { raw }) => raw,
        ({ raw }) => raw.some((text) => decodePath(text) !== text),
      ),
      'slash-belongs-to-the-value': atSeam(
        seams.segmentsOfKey,
        ([name = '', ...value]) => [name, value.join('/')],
        ({ raw }) => raw.length === 3,
      ),
      'upsert-text-in-own-spelling': withError(saying(/^Cannot perform INSERT.*<.*>/), (error, exchange) => ({
        ...error,
        message: messageOf(exchange.response).replace(/<.*>/, (key) => inOwnSpelling(key, exchange)),
      })),
      'refused-keys-spoil': writing(all(on('PUT', 'PATCH', 'DELETE'), refused(faultyKey)), spoilMentioned),
      'null-characters-pass': off('DAB-KEY-015', 'null-character'),
    },
  ),
  ...family(
    {
      'key-parts-in-table-order-on-get': 'GET',
      'key-parts-in-table-order-on-put': 'PUT',
      'key-parts-in-table-order-on-delete': 'DELETE',
    },
    (method) => ({
      title: `A ${method} takes key parts in the order of the table alone.`,
      fails: ['DAB-KEY-001'],
      at: [
        refusingBad(
          all(on(method), decidedBy('DAB-KEY-001'), isOutOfOrder),
          'Primary key column(s) provided do not match DB schema.',
        ),
      ],
    }),
  ),
  ...family(
    {
      'wrong-number-of-parts-is-404': ['DAB-KEY-002', 'A key with a wrong number of parts is answered 404.'],
      'unknown-key-column-is-404': ['DAB-KEY-003', 'An unknown key column is answered 404.'],
      'foreign-key-column-is-404': ['DAB-KEY-004', 'A column that is no key column is answered 404.'],
      'value-alone-is-404': ['DAB-KEY-005', 'A key value without name is answered 404.'],
      'name-alone-is-404': ['DAB-KEY-006', 'A key column without value is answered 404.'],
      'doubled-key-column-is-404': ['DAB-KEY-007', 'A key column that is named twice is answered 404.'],
    } as const,
    ([rule, title]) => ({ title, fails: [rule], at: [refusedAs(decidedBy(rule), asNotFound)] }),
  ),
  ...family(
    {
      'faulty-keys-are-404-on-get': 'GET',
      'faulty-keys-are-404-on-put': 'PUT',
      'faulty-keys-are-404-on-patch': 'PATCH',
      'faulty-keys-are-404-on-delete': 'DELETE',
    },
    (method) => ({
      title: `A ${method} with a faulty key is answered 404.`,
      fails: ['DAB-KEY-002', 'DAB-KEY-003', 'DAB-KEY-004', 'DAB-KEY-008'],
      at: [refusedAs(all(on(method), faultyKey), { ...asNotFound, message: 'Not found.' })],
    }),
  ),
];

/** Does the URL name the columns of a key in another order than the table? */
function isOutOfOrder(exchange: Exchange): boolean {
  const call = callOf(exchange);
  const names = call?.keyRoute.split('/').filter((_, i) => i % 2 === 0) ?? [];
  const columns = call?.entity.columns.filter(({ name }) => call.entity.key.includes(name)) ?? [];
  return names.some((name, i) => name.toLowerCase() !== columns[i]?.exposed.toLowerCase());
}

/** "<ID: 1>" with the columns as the table spells them. */
function inOwnSpelling(key: string, exchange: Exchange): string {
  const names = callOf(exchange)?.entity.columns.map(({ exposed }) => exposed) ?? [];
  return key.replaceAll(
    /\w+(?=: )/g,
    (word) => names.find((name) => name.toLowerCase() === word.toLowerCase()) ?? word,
  );
}

/** Deletes the rows of which the URL has a value of the key, or sets another text in them; all of them if a value is blank. */
function spoilMentioned(exchange: Exchange): void {
  const call = callOf(exchange);
  if (!call) return;
  const { entity, keyRoute, request } = call;
  const segments = decodePath(keyRoute).split('/');
  const values = segments.map((value) => value.replace(/[.]0$/, ''));
  const texts = entity.columns.filter(({ type, name }) => type === 'text' && !entity.key.includes(name));
  const rows = rowsOf(exchange.store, entity);
  for (const [at, row] of [...rows.entries()]) {
    if (!values.includes('') && !values.includes(at.replace(/,.*/, ''))) continue;
    if (request.method === 'DELETE') rows.delete(at);
    else rows.put(at, { ...row, ...Object.fromEntries(texts.map(({ name }) => [name, `${request.method} wrote`])) });
  }
}
