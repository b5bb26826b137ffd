import { numberFromText } from '../../../../core/exact-number.ts';
import type { HttpRequest } from '../../../../core/http.ts';
import { isJsonNumber, type Json } from '../../../../core/json.ts';
import { atSeam, type Exchange } from '../../../kernel/bug.ts';
import { family, notKeeping } from '../../../kernel/bugs/family.ts';
import { membersOf, withMembers } from '../../../kernel/bugs/other-request.ts';
import { all, decidedBy, done, on } from '../../../kernel/bugs/when.ts';
import { taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { readTimestamp } from '../model/timestamps.ts';
import * as seams from '../seams.ts';
import { refuseUnion } from '../write/check-constraints.ts';
import { asText, bits, isInteger } from '../write/convert-value.ts';
import { leavesOut } from './around/names.ts';
import { refusedAs, refusingWith, saying } from './around/refusals.ts';

/** Bugs of values: how they are read, and what the database holds. */
export const valueMutants: readonly Mutant[] = [
  ...notKeeping({
    'put-leaves-null-to-the-database': ['DAB-PUT-013', 'A null where none may be is left to the database.'],
    'too-large-values-are-stored': ['DAB-TYP-002', 'A value that the database cannot hold is stored.'],
    'documents-are-stored': ['DAB-TYP-003', 'A document column takes what is sent.'],
  }),
  {
    id: 'put-skips-nulls',
    title: 'A PUT leaves out members that are null.',
    fails: ['DAB-PUT-012'],
    at: [taking(decidedBy('DAB-PUT-012'), withoutNulls)],
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
    id: 'patch-skips-nulls',
    title: 'A PATCH leaves out members that are null.',
    fails: ['DAB-PAT-007'],
    at: [taking(decidedBy('DAB-PAT-007'), withoutNulls)],
  },
  ...family(
    {
      'too-long-is-400': [/^22001/, 'A text that is too long is answered 400.'],
      'overflow-is-400': [/^22003/, 'A number that is too large is answered 400.'],
      'null-characters-are-400': [/^22021/, 'A null character is answered 400.'],
    } as const,
    ([code, title]) => ({ title, fails: ['DAB-TYP-002'], at: [refusedAs(saying(code), { status: 400 })] }),
  ),
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
