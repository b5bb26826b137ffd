import { numberFromText } from '../../../../core/exact-number.ts';
import type { HttpRequest } from '../../../../core/http.ts';
import { isJsonNumber, type Json } from '../../../../core/json.ts';
import { atSeam, type Exchange, off } from '../../../kernel/bug.ts';
import { family } from '../../../kernel/bugs/family.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { membersOf, withMembers } from '../../../kernel/bugs/other-request.ts';
import { all, decidedBy, done, on } from '../../../kernel/bugs/when.ts';
import { carryingOut, taking, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { putRow } from '../model/rows.ts';
import { readTimestamp } from '../model/timestamps.ts';
import * as seams from '../seams.ts';
import { refuseUnion } from '../write/check-constraints.ts';
import { asText, bits, isInteger } from '../write/convert-value.ts';
import { inV21 } from './around/editions.ts';
import { callOf, rowOf } from './around/exchanges.ts';
import { leavesOut } from './around/names.ts';
import { refusedAs, refusingWith, saying } from './around/refusals.ts';

/** Bugs of values: how they are read, and what the database holds. */
export const valueMutants: readonly Mutant[] = [
  ...mutantsOf(
    [
      ['put-leaves-null-to-the-database', 'A null where none may be is left to the database.', 'DAB-PUT-013'],
      ['too-large-values-are-stored', 'A value that the database cannot hold is stored.', 'DAB-TYP-002'],
      ['documents-are-stored', 'A document column takes what is sent.', 'DAB-TYP-003', off('DAB-TYP-003')],
      ['put-skips-nulls', 'A PUT leaves out members that are null.', 'DAB-PUT-012'],
      ['empty-text-is-null', 'An empty text is taken for null.', 'DAB-PUT-017'],
      ['types-are-strict', 'A value must have the JSON type of its column.', 'DAB-PUT-018'],
      ['texts-as-in-javascript', 'Truths and objects are stored as another language writes them.', 'DAB-PUT-018'],
      ['whole-decimals-are-integers', 'A text such as 7.0 is an integer.', ['DAB-PUT-022', 'DAB-KEY-014']],
      ['patch-skips-nulls', 'A PATCH leaves out members that are null.', 'DAB-PAT-007'],
      ['rows-are-compared-in-2-1', 'Rows with a json column are still compared in 2.1.', 'DAB-TYP-003'],
      ['big-numbers-are-doubles', 'Large integers lose their last digits.', 'DAB-TYP-001'],
      ['offsets-are-cut', 'The offset of a timestamp is not looked at.', 'DAB-TYP-001'],
      ['too-large-integers-wrap', 'An integer out of range wraps around.', ['DAB-PUT-022', 'DAB-KEY-008']],
      ['timestamps-are-local', 'A timestamp without offset is taken for another time zone.', 'DAB-TYP-001'],
    ],
    {
      'put-leaves-null-to-the-database': off('DAB-PUT-013'),
      'too-large-values-are-stored': off('DAB-TYP-002'),
      'put-skips-nulls': taking(decidedBy('DAB-PUT-012'), withoutNulls),
      'empty-text-is-null': taking(all(done(on('POST', 'PUT', 'PATCH')), sendsEmptyText), withNullForEmptyText),
      'types-are-strict': atSeam(
        seams.valueOfColumn,
        () => undefined,
        ({ column: { type }, sent, inUrl }) =>
          !inUrl && (type === 'int' || type === 'text') && (typeof sent === 'string') !== (type === 'text'),
      ),
      'texts-as-in-javascript': atSeam(
        seams.valueOfColumn,
        (_, { sent }) => (typeof sent === 'boolean' ? String(sent) : '[object Object]'),
        ({ column: { type }, sent }) => type === 'text' && typeof sent !== 'string' && !isJsonNumber(sent),
      ),
      'whole-decimals-are-integers': atSeam(
        seams.valueOfColumn,
        (_, { sent }) => Number(asText(sent)),
        ({ column, sent }) => isInteger(column) && /^\s*[+-]?\d+\.0*\s*$/.test(asText(sent)),
      ),
      'patch-skips-nulls': taking(decidedBy('DAB-PAT-007'), withoutNulls),
      'rows-are-compared-in-2-1': refusingWith(all(done(on('PUT', 'PATCH')), leavesOutDocument), refuseUnion),
      'big-numbers-are-doubles': atSeam(
        seams.valueOfColumn,
        (sound, { sent }) => sound && Number(asText(sent)),
        ({ column, sent }) => isInteger(column) && asText(sent).length > 15,
      ),
      'offsets-are-cut': atSeam(
        seams.valueOfColumn,
        (_, { sent }) =>
          readTimestamp(
            asText(sent)
              .trim()
              .replace(/[+-]\d{2}:\d{2}$/, ''),
          ),
        ({ column: { type } }) => type.startsWith('timestamp'),
      ),
      'too-large-integers-wrap': atSeam(
        seams.valueOfColumn,
        wrapped,
        ({ column, sent }) => isInteger(column) && asText(sent).length > 4,
      ),
      'timestamps-are-local': atSeam(
        seams.valueOfColumn,
        (_, { sent }) => readTimestamp(asText(sent).trim(), '+02:00'),
        ({ column: { type } }) => type.startsWith('timestamp'),
      ),
    },
    {
      'rows-are-compared-in-2-1': inV21,
    },
  ),
  ...family(
    {
      'post-stores-null-for-an-empty-text': 'POST',
      'put-stores-null-for-an-empty-text': 'PUT',
      'patch-stores-null-for-an-empty-text': 'PATCH',
    },
    (method) => ({
      title: `A ${method} answers with the empty text that was sent, and stores null.`,
      fails: ['DAB-PUT-017'],
      at: [carryingOut(all(on(method), done(sendsEmptyText)), withNullForEmptyText)],
    }),
  ),
  ...family({ 'put-nulls-take-defaults': 'DAB-PUT-013', 'patch-nulls-take-defaults': 'DAB-PAT-007' }, (rule) => ({
    title: 'A null for a column that may not be null stands for its default.',
    fails: [rule],
    at: [taking(all(decidedBy(rule), saying(/^Invalid value for field/)), withDefaultForNull)],
  })),
  ...family(
    {
      'put-converts-in-answers-alone': 'PUT',
      'patch-converts-in-answers-alone': 'PATCH',
    },
    (method) => ({
      title: `A ${method} answers with what was converted, and stores what was sent.`,
      fails: ['DAB-PUT-018'],
      at: [writing(done(on(method)), storeAsSent)],
    }),
  ),
  ...family(
    {
      'too-long-is-400': [/^22001/, 'A text that is too long is answered 400.'],
      'overflow-is-400': [/^22003/, 'A number that is too large is answered 400.'],
      'null-characters-are-400': [/^22021/, 'A null character is answered 400.'],
    } as const,
    ([code, title]) => ({ title, fails: ['DAB-TYP-002'], at: [refusedAs(saying(code), { status: 400 })] }),
  ),
];

function withoutNulls({ request }: Exchange): HttpRequest {
  return withMembers(request, (name, value) => (value === null ? [] : [[name, value]]));
}

/** Does the body of a plain upsert by key leave out a document? */
function leavesOutDocument(exchange: Exchange): boolean {
  const isPlain = !exchange.request.headers.some(([name]) => name.toLowerCase() === 'if-match');
  return (
    isPlain &&
    leavesOut(
      exchange,
      ({ type }) => type === 'json',
      (value) => value !== null,
    )
  );
}

/** An integer out of range, as far as its type is wide. */
function wrapped(sound: Json | undefined, { column: { type }, sent }: seams.SentValue): Json | undefined {
  const text = asText(sent).trim();
  const width = bits[type as keyof typeof bits];
  return /^[+-]?\d+$/.test(text) ? numberFromText(String(BigInt.asIntN(width, BigInt(text)))) : sound;
}

function sendsEmptyText({ request }: Exchange): boolean {
  return Object.values(membersOf(request)).includes('');
}

function withNullForEmptyText({ request }: Exchange): HttpRequest {
  return withMembers(request, (name, value) => [[name, value === '' ? null : value]]);
}

/** Has no null where a default could stand for it. */
function withDefaultForNull(exchange: Exchange): HttpRequest {
  const columns = callOf(exchange)?.entity.columns ?? [];
  return withMembers(exchange.request, (name, value) => {
    const own = columns.find(({ exposed }) => exposed === name)?.default;
    return [[name, value === null && own !== undefined ? own : value]];
  });
}

/** Puts the values of a body into the row as they are. */
function storeAsSent(exchange: Exchange): void {
  const row = rowOf(exchange);
  if (!row?.is) return;
  const sent = row.call.entity.columns.flatMap(({ name, exposed, type }) => {
    const value = membersOf(exchange.request)[exposed];
    return value === undefined || !(type === 'text' || type === 'int') ? [] : [[name, value] as const];
  });
  putRow(exchange.store, row.call.entity, { ...row.is, ...Object.fromEntries(sent) });
}
