import { numberFromText } from '../../../../core/exact-number.ts';
import type { HttpRequest } from '../../../../core/http.ts';
import { isJsonNumber, type Json } from '../../../../core/json.ts';
import { atSeam, type Exchange, off } from '../../../kernel/bug.ts';
import { membersOf, withMembers } from '../../../kernel/bugs/other-request.ts';
import { all, decidedBy, done, on } from '../../../kernel/bugs/when.ts';
import { taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import type { Column } from '../model/entity.ts';
import { readTimestamp } from '../model/timestamps.ts';
import * as seams from '../seams.ts';
import { refuseUnion } from '../write/check-constraints.ts';
import { computed, nextOf } from '../write/compose-row.ts';
import { asText, bits, isInteger } from '../write/convert-value.ts';
import { callOf } from './around/exchanges.ts';
import { refusedAs, refusingBad, refusingWith, saying } from './around/refusals.ts';
import {
  cleared,
  countersOutsideKey,
  inserting,
  isComputed,
  sparing,
  updating,
  withDefaults,
  withNulls,
  withoutDefaults,
} from './around/rows.ts';

/** Bugs of the columns that PUT and PATCH write, and of their values. */
export const columnMutants: readonly Mutant[] = [
  {
    id: 'put-merges',
    title: 'A PUT keeps columns that were left out.',
    fails: ['DAB-PUT-006'],
    at: [sparing(({ default: standard }, { star }) => standard === undefined && !star)],
    editions: ['v2', 'documented'],
  },
  {
    id: 'patch-nulls-omitted',
    title: 'A PATCH sets columns that were left out to null.',
    fails: ['DAB-PAT-001', 'DAB-IFM-002'],
    at: [
      atSeam(
        seams.rowOfWrite,
        (row, { entity, values }) => computed(entity, { ...cleared(entity, row), ...values }),
        updating('PATCH'),
      ),
    ],
    editions: ['v2'],
  },
  {
    id: 'patch-forgets-last-column',
    title: 'A PATCH leaves the last column it was sent unchanged.',
    fails: ['DAB-PAT-001', 'DAB-IFM-002'],
    at: [
      atSeam(
        seams.rowOfWrite,
        (_, { entity, before, values }) =>
          computed(entity, { ...before, ...Object.fromEntries(Object.entries(values).slice(0, -1)) }),
        updating('PATCH'),
      ),
    ],
    editions: ['v2'],
  },
  {
    id: 'put-spares-defaulted-columns',
    title: 'A PUT keeps a nullable column with a default that was left out.',
    fails: ['DAB-PUT-007'],
    at: [sparing(({ default: standard, nullable }) => standard !== undefined && nullable)],
  },
  {
    id: 'put-spares-not-null-columns',
    title: 'A PUT keeps a column with a default that may not be null.',
    fails: ['DAB-PUT-008'],
    at: [sparing(({ default: standard, nullable }) => standard !== undefined && !nullable), off('DAB-PUT-008')],
  },
  {
    id: 'put-forgets-defaults',
    title: 'An inserting PUT leaves null where a default belongs.',
    fails: ['DAB-PUT-009'],
    at: [atSeam(seams.rowOfWrite, withoutDefaults, inserting('PUT'))],
  },
  {
    id: 'put-needs-nullable-columns',
    title: 'An inserting PUT must give nullable columns, too.',
    fails: ['DAB-PUT-010'],
    at: [refusingBad(all(decidedBy('DAB-PUT-010'), leavesOutNullable), 'Invalid request body. Missing field in body.')],
  },
  {
    id: 'put-skips-nulls',
    title: 'A PUT leaves out members that are null.',
    fails: ['DAB-PUT-012'],
    at: [taking(decidedBy('DAB-PUT-012'), withoutNulls)],
  },
  {
    id: 'put-leaves-null-to-the-database',
    title: 'A null where none may be is left to the database.',
    fails: ['DAB-PUT-013'],
    at: [off('DAB-PUT-013')],
  },
  {
    id: 'computed-columns-become-null',
    title: 'A computed column is null after a write.',
    fails: ['DAB-PUT-014'],
    at: [
      atSeam(
        seams.rowOfWrite,
        (row, { entity }) => withNulls(row, entity.columns.filter(isComputed)),
        ({ entity }) => entity.columns.some(isComputed),
      ),
    ],
  },
  {
    id: 'put-skips-computed-columns',
    title: 'A computed column in a PUT is left out in silence.',
    fails: ['DAB-PUT-015'],
    at: [off('DAB-PUT-015')],
  },
  {
    id: 'counters-outside-the-key-stay-empty',
    title: 'A generated column outside the key is not filled.',
    fails: ['DAB-PUT-016'],
    at: [atSeam(seams.rowOfWrite, (row, { entity }) => withNulls(row, countersOutsideKey(entity)), inserting('PUT'))],
  },
  {
    id: 'put-renews-counters',
    title: 'A PUT takes a new value for a generated column outside the key.',
    fails: ['DAB-PUT-016'],
    at: [
      atSeam(
        seams.rowOfWrite,
        (row, { store, entity }) => ({
          ...row,
          ...Object.fromEntries(countersOutsideKey(entity).map(({ name }) => [name, nextOf(store, entity, name)])),
        }),
        updating('PUT'),
      ),
    ],
  },
  {
    id: 'empty-text-is-null',
    title: 'An empty text is taken for null.',
    fails: ['DAB-PUT-017'],
    at: [
      taking(
        all(done(on('POST', 'PUT', 'PATCH')), ({ request }) => Object.values(membersOf(request)).includes('')),
        ({ request }) => withMembers(request, (name, value) => [[name, value === '' ? null : value]]),
      ),
    ],
  },
  {
    id: 'types-are-strict',
    title: 'A value must have the JSON type of its column.',
    fails: ['DAB-PUT-018'],
    at: [
      atSeam(
        seams.valueOfColumn,
        (sound, { column: { type }, sent }) => ((typeof sent === 'string') === (type === 'text') ? sound : undefined),
        ({ column: { type }, inUrl }) => !inUrl && (type === 'int' || type === 'text'),
      ),
    ],
  },
  {
    id: 'texts-as-in-javascript',
    title: 'Truths and objects are stored as another language writes them.',
    fails: ['DAB-PUT-018'],
    at: [
      atSeam(
        seams.valueOfColumn,
        (_, { sent }) => (typeof sent === 'boolean' ? String(sent) : '[object Object]'),
        ({ column: { type }, sent }) => type === 'text' && typeof sent !== 'string' && !isJsonNumber(sent),
      ),
    ],
  },
  {
    id: 'whole-decimals-are-integers',
    title: 'A text such as 7.0 is an integer.',
    fails: ['DAB-PUT-022', 'DAB-KEY-014'],
    at: [
      atSeam(
        seams.valueOfColumn,
        (sound, { sent }) => (/^\s*[+-]?\d+\.0*\s*$/.test(String(sent)) ? Number(sent) : sound),
        ({ column }) => isInteger(column),
      ),
    ],
  },
  {
    id: 'patch-forgets-defaults',
    title: 'An inserting PATCH leaves null where a default belongs.',
    fails: ['DAB-PAT-005'],
    at: [atSeam(seams.rowOfWrite, withoutDefaults, inserting('PATCH'))],
  },
  {
    id: 'patch-resets-defaults',
    title: 'A PATCH sets columns with a default back to it.',
    fails: ['DAB-PAT-006'],
    at: [atSeam(seams.rowOfWrite, withDefaults, updating('PATCH'))],
  },
  {
    id: 'patch-skips-nulls',
    title: 'A PATCH leaves out members that are null.',
    fails: ['DAB-PAT-007'],
    at: [taking(decidedBy('DAB-PAT-007'), withoutNulls)],
  },
  {
    id: 'patch-skips-computed-columns',
    title: 'A computed column in a PATCH is left out in silence.',
    fails: ['DAB-PAT-010'],
    at: [off('DAB-PAT-010')],
  },
  {
    id: 'too-long-is-400',
    title: 'A text that is too long is answered 400.',
    fails: ['DAB-TYP-002'],
    at: [refusedAs(saying(/^22001/), { status: 400 })],
  },
  {
    id: 'overflow-is-400',
    title: 'A number that is too large is answered 400.',
    fails: ['DAB-TYP-002'],
    at: [refusedAs(saying(/^22003/), { status: 400 })],
  },
  {
    id: 'null-characters-are-400',
    title: 'A null character is answered 400.',
    fails: ['DAB-TYP-002'],
    at: [refusedAs(saying(/^22021/), { status: 400 })],
  },
  {
    id: 'too-large-values-are-stored',
    title: 'A value that the database cannot hold is stored.',
    fails: ['DAB-TYP-002'],
    at: [off('DAB-TYP-002')],
  },
  {
    id: 'documents-are-stored',
    title: 'A document column takes what is sent.',
    fails: ['DAB-TYP-003'],
    at: [off('DAB-TYP-003')],
  },
  {
    id: 'rows-are-compared-in-2-1',
    title: 'Rows with a json column are still compared in 2.1.',
    fails: ['DAB-TYP-003'],
    at: [refusingWith(all(done(on('PUT', 'PATCH')), leavesOutDocument), refuseUnion)],
    editions: ['v2.1'],
  },
  {
    id: 'big-numbers-are-doubles',
    title: 'Large integers lose their last digits.',
    fails: ['DAB-TYP-001'],
    at: [
      atSeam(
        seams.valueOfColumn,
        (sound, { sent }) => sound && Number(asText(sent)),
        ({ column }) => isInteger(column),
      ),
    ],
  },
  {
    id: 'offsets-are-cut',
    title: 'The offset of a timestamp is not looked at.',
    fails: ['DAB-TYP-001'],
    at: [
      atSeam(
        seams.valueOfColumn,
        (_, { sent }) =>
          readTimestamp(
            asText(sent)
              .trim()
              .replace(/[+-]\d{2}:\d{2}$/, ''),
          ),
        ({ column: { type } }) => type.startsWith('timestamp'),
      ),
    ],
  },
  {
    id: 'too-large-integers-wrap',
    title: 'An integer out of range wraps around.',
    fails: ['DAB-PUT-022', 'DAB-KEY-008'],
    at: [atSeam(seams.valueOfColumn, wrapped, ({ column }) => isInteger(column))],
  },
  {
    id: 'timestamps-are-local',
    title: 'A timestamp without offset is taken for another time zone.',
    fails: ['DAB-TYP-001'],
    at: [
      atSeam(
        seams.valueOfColumn,
        (_, { sent }) => readTimestamp(asText(sent).trim(), '+02:00'),
        ({ column: { type } }) => type.startsWith('timestamp'),
      ),
    ],
  },
];

function withoutNulls({ request }: Exchange): HttpRequest {
  return withMembers(request, (name, value) => (value === null ? [] : [[name, value]]));
}

/** Does the body leave out a column that may be null and has no default? */
function leavesOutNullable(exchange: Exchange): boolean {
  return leavesOut(
    exchange,
    ({ nullable, default: standard, generated }) => nullable && standard === undefined && !generated,
  );
}

/** Does the body of a plain upsert by key leave out a document? */
function leavesOutDocument(exchange: Exchange): boolean {
  const isPlain = !exchange.request.headers.some(([name]) => name.toLowerCase() === 'if-match');
  return isPlain && leavesOut(exchange, ({ type }) => type === 'json');
}

function leavesOut(exchange: Exchange, is: (column: Column) => boolean): boolean {
  const members = membersOf(exchange.request);
  return (
    callOf(exchange)?.entity.columns.some((column) => is(column) && (members[column.exposed] ?? null) === null) === true
  );
}

/** An integer out of range, as far as its type is wide. */
function wrapped(sound: Json | undefined, { column: { type }, sent }: seams.SentValue): Json | undefined {
  const text = asText(sent).trim();
  const width = bits[type as keyof typeof bits];
  return /^[+-]?\d+$/.test(text) ? numberFromText(String(BigInt.asIntN(width, BigInt(text)))) : sound;
}
