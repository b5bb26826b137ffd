import { splitTarget } from '../../../../core/http.ts';
import { atSeam, type Exchange, off } from '../../../kernel/bug.ts';
import { all, answered, decidedBy, done, on } from '../../../kernel/bugs/when.ts';
import { losing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { refuse } from '../errors.ts';
import { absoluteLocation } from '../read/location.ts';
import { decodePath } from '../request/decode-path.ts';
import * as seams from '../seams.ts';
import { isInteger } from '../write/convert-value.ts';
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

/** Bugs of the key in the URL. */
export const keyMutants: readonly Mutant[] = [
  {
    id: 'key-parts-in-table-order',
    title: 'Key parts must come in the order of the table.',
    fails: ['DAB-KEY-001'],
    at: [
      refusingBad(
        all(decidedBy('DAB-KEY-001'), isOutOfOrder),
        'Primary key column(s) provided do not match DB schema.',
      ),
    ],
  },
  {
    id: 'wrong-number-of-parts-is-404',
    title: 'A key with a wrong number of parts is answered 404.',
    fails: ['DAB-KEY-002'],
    at: [refusedAs(decidedBy('DAB-KEY-002'), asNotFound)],
  },
  {
    id: 'unknown-key-column-is-404',
    title: 'An unknown key column is answered 404.',
    fails: ['DAB-KEY-003'],
    at: [refusedAs(decidedBy('DAB-KEY-003'), asNotFound)],
  },
  {
    id: 'foreign-key-column-is-404',
    title: 'A column that is no key column is answered 404.',
    fails: ['DAB-KEY-004'],
    at: [refusedAs(decidedBy('DAB-KEY-004'), asNotFound)],
  },
  {
    id: 'value-alone-is-404',
    title: 'A key value without name is answered 404.',
    fails: ['DAB-KEY-005'],
    at: [refusedAs(decidedBy('DAB-KEY-005'), asNotFound)],
  },
  {
    id: 'name-alone-is-404',
    title: 'A key column without value is answered 404.',
    fails: ['DAB-KEY-006'],
    at: [refusedAs(decidedBy('DAB-KEY-006'), asNotFound)],
  },
  {
    id: 'doubled-key-column-is-404',
    title: 'A key column that is named twice is answered 404.',
    fails: ['DAB-KEY-007'],
    at: [refusedAs(decidedBy('DAB-KEY-007'), asNotFound)],
  },
  {
    id: 'odd-key-value-fails',
    title: 'A key value of another type is a failure nobody handles.',
    fails: ['DAB-KEY-008'],
    at: [failing(decidedBy('DAB-KEY-008'))],
  },
  {
    id: 'faulty-keys-are-404-on-get',
    title: 'A GET with a faulty key is answered 404.',
    fails: ['DAB-KEY-002', 'DAB-KEY-003', 'DAB-KEY-004', 'DAB-KEY-008'],
    at: [refusedAs(all(on('GET'), faultyKey), { ...asNotFound, message: 'Not found.' })],
  },
  {
    id: 'faulty-keys-are-404-on-put',
    title: 'A PUT with a faulty key is answered 404.',
    fails: ['DAB-KEY-002', 'DAB-KEY-003', 'DAB-KEY-004', 'DAB-KEY-008'],
    at: [refusedAs(all(on('PUT'), faultyKey), { ...asNotFound, message: 'Not found.' })],
  },
  {
    id: 'faulty-keys-are-404-on-patch',
    title: 'A PATCH with a faulty key is answered 404.',
    fails: ['DAB-KEY-002', 'DAB-KEY-003', 'DAB-KEY-004', 'DAB-KEY-008'],
    at: [refusedAs(all(on('PATCH'), faultyKey), { ...asNotFound, message: 'Not found.' })],
  },
  {
    id: 'faulty-keys-are-404-on-delete',
    title: 'A DELETE with a faulty key is answered 404.',
    fails: ['DAB-KEY-002', 'DAB-KEY-003', 'DAB-KEY-004', 'DAB-KEY-008'],
    at: [refusedAs(all(on('DELETE'), faultyKey), { ...asNotFound, message: 'Not found.' })],
  },
  {
    id: 'key-columns-have-a-case',
    title: 'Key columns are compared letter by letter.',
    fails: ['DAB-KEY-009'],
    at: [off('DAB-KEY-009')],
  },
  {
    id: 'key-text-in-own-spelling',
    title: 'A text spells key columns as the table does.',
    fails: ['DAB-KEY-009'],
    at: [
      withError(saying(/<.*>/), (error, exchange) => ({
        ...error,
        message: messageOf(exchange.response).replace(/<.*>/, (key) => inOwnSpelling(key, exchange)),
      })),
    ],
  },
  {
    id: 'delete-without-key-is-405',
    title: 'A DELETE without a key is answered 405.',
    fails: ['DAB-KEY-010'],
    at: [answeringEmpty(405, decidedBy('DAB-KEY-010'))],
  },
  {
    id: 'key-may-be-repeated',
    title: 'A key in the body is left out in silence.',
    fails: ['DAB-KEY-011'],
    at: [off('DAB-KEY-011')],
  },
  {
    id: 'generated-key-may-be-sent',
    title: 'A generated key in the body is left out in silence.',
    fails: ['DAB-KEY-012'],
    at: [off('DAB-KEY-012')],
  },
  {
    id: 'odd-slashes-are-404',
    title: 'A slash too many is answered 404.',
    fails: ['DAB-KEY-013'],
    at: [refusedAs(decidedBy('DAB-KEY-013'), asNotFound)],
  },
  {
    id: 'slash-behind-entity-is-404',
    title: 'A slash behind the entity is answered 404.',
    fails: ['DAB-KEY-013'],
    at: [
      refusingWith(
        done(
          (exchange) => splitTarget(exchange.request.target).path.endsWith('/') && callOf(exchange)?.keyRoute === '',
        ),
        (world) => refuse(world, 404, 'EntityNotFound', 'Invalid Entity path.'),
      ),
    ],
  },
  {
    id: 'integer-keys-are-plain',
    title: 'An integer key has one spelling only.',
    fails: ['DAB-KEY-014'],
    at: [
      atSeam(
        seams.valueOfColumn,
        (sound, { sent }) => (/^-?(?:0|[1-9]\d*)$/.test(String(sent)) ? sound : undefined),
        ({ column, inUrl }) => inUrl && isInteger(column),
      ),
    ],
  },
  {
    id: 'plus-is-a-blank',
    title: 'A plus sign in a key is a blank.',
    fails: ['DAB-KEY-015'],
    at: [
      atSeam(
        seams.segmentsOfKey,
        (_, { raw }) => raw.map((text) => decodePath(text.replaceAll('+', ' '))),
        ({ raw }) => raw.some((text) => text.includes('+')),
      ),
    ],
  },
  {
    id: 'encoded-slash-is-decoded',
    title: 'An encoded slash in a key is decoded.',
    fails: ['DAB-KEY-015'],
    at: [
      atSeam(
        seams.segmentsOfKey,
        (sound) => sound.map((text) => text.replaceAll(/%2f/gi, '/')),
        ({ raw }) => raw.some((text) => /%2f/i.test(text)),
      ),
    ],
  },
  {
    id: 'blank-key-is-a-value',
    title: 'A blank key is a value.',
    fails: ['DAB-KEY-015'],
    at: [off('DAB-KEY-015', 'blank')],
  },
  {
    id: 'dot-segments-stay',
    title: 'Dot segments are key values.',
    fails: ['DAB-KEY-015'],
    at: [off('DAB-KEY-015', 'dot-segment')],
  },
  {
    id: 'key-is-decoded-twice',
    title: 'A key is decoded twice.',
    fails: ['DAB-KEY-015'],
    at: [
      atSeam(
        seams.segmentsOfKey,
        (sound) => sound.map(decodePath),
        ({ raw }) => raw.some((text) => /%25[0-9a-f]{2}/i.test(text)),
      ),
    ],
  },
  {
    id: 'key-is-not-decoded',
    title: 'A key is not decoded.',
    fails: ['DAB-KEY-015'],
    at: [
      atSeam(
        seams.segmentsOfKey,
        (_, { raw }) => raw,
        ({ raw }) => raw.some((text) => decodePath(text) !== text),
      ),
    ],
  },
  {
    id: 'slash-belongs-to-the-value',
    title: 'A slash in the last key value belongs to it.',
    fails: ['DAB-KEY-015'],
    at: [
      atSeam(
        seams.segmentsOfKey,
        ([name = '', ...value]) => [name, value.join('/')],
        ({ raw }) => raw.length === 3,
      ),
    ],
  },
  {
    id: 'keyless-is-insert',
    title: '1.x inserts when there is no key in the URL.',
    fails: ['DAB-KLS-001'],
    at: [off('DAB-KLS-001')],
    editions: ['v1'],
  },
  {
    id: 'keyless-needs-a-key',
    title: 'A write without a key in the URL is refused.',
    fails: ['DAB-KLS-002'],
    at: [refusingBad(decidedBy('DAB-KLS-002'), 'Primary Key for this HTTP request type is required.')],
  },
  {
    id: 'keyless-patch-must-be-complete',
    title: 'A PATCH without a key must be complete.',
    fails: ['DAB-KLS-002'],
    at: [
      atSeam(
        seams.mustBeSent,
        () => true,
        ({ method, keyless }) => method === 'PATCH' && keyless,
      ),
    ],
  },
  {
    id: 'keyless-has-a-location',
    title: 'A write without a key has an absolute Location in 2.0.',
    fails: ['DAB-KLS-002', 'DAB-KLS-004'],
    at: [
      atSeam(
        seams.locationOfNew,
        (_, { call, row }) => absoluteLocation(call, row),
        ({ call: { request } }) => request.method !== 'POST',
      ),
    ],
  },
  {
    id: 'keyless-leaves-keys-to-the-database',
    title: 'A missing key column is left to the database.',
    fails: ['DAB-KLS-003'],
    at: [off('DAB-KLS-003')],
  },
  {
    id: 'keyless-upserts',
    title: 'A write with a taken key in the body updates in 2.0 and fails in 2.1.',
    fails: ['DAB-KLS-004'],
    at: [atSeam(seams.updatesTaken, (sound) => !sound)],
    editions: ['v2', 'v2.1'],
  },
  {
    id: 'keyless-update-is-lost',
    title: 'A write with a taken key in the body answers well and updates nothing.',
    fails: ['DAB-KLS-004'],
    at: [losing(answered(decidedBy('DAB-KLS-004'), 200))],
    editions: ['v2.1'],
  },
  {
    id: 'keyless-has-no-location',
    title: 'A write without a key has no Location in 2.1.',
    fails: ['DAB-KLS-002'],
    at: [
      atSeam(
        seams.locationOfNew,
        () => '',
        ({ call: { request } }) => request.method !== 'POST',
      ),
    ],
    editions: ['v2.1'],
  },
  {
    id: 'keyless-insert-is-lost',
    title: 'A write without a key answers well and inserts nothing.',
    fails: ['DAB-KLS-002', 'DAB-KLS-004', 'DAB-CON-009'],
    at: [losing(answered(decidedBy('DAB-KLS-002'), 201))],
  },
  {
    id: 'nothing-to-insert-is-400',
    title: 'A PATCH without key and members is answered 400.',
    fails: ['DAB-KLS-005'],
    at: [refusingBad(all(on('PATCH'), decidedBy('DAB-KLS-005')), 'Update mutation does not update any values')],
  },
  {
    id: 'keyless-needs-one-permission',
    title: 'Without a key one permission is enough.',
    fails: ['DAB-KLS-006'],
    at: [off('DAB-KLS-006')],
  },
  {
    id: 'null-characters-pass',
    title: 'A null character in a path is taken like any other.',
    fails: ['DAB-KEY-015'],
    at: [off('DAB-KEY-015', 'null-character')],
  },
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
