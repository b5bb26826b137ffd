import type { HttpResponse } from '../../../../core/http.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import { around, type Exchange, off } from '../../../kernel/bug.ts';
import { family, notKeeping } from '../../../kernel/bugs/family.ts';
import { jsonOf, withField, withText } from '../../../kernel/bugs/other-request.ts';
import { all, answered, decidedBy, done, on, refused } from '../../../kernel/bugs/when.ts';
import { taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { refuseEmpty } from '../errors.ts';
import { firstOf, habits, hasDoubledName, isForm, reading, typed } from './around/bodies.ts';
import { inFeature } from './around/exchanges.ts';
import {
  membersAre,
  namesInOtherCase,
  namesRawColumns,
  withNamesFolded,
  withRawColumnsMapped,
} from './around/names.ts';
import { asNotFound, refusedAs, refusingBad, refusingWith } from './around/refusals.ts';

const invalidJson = 'Request body contains invalid JSON.';
const extraFields = 'Invalid request body. Either insufficient or extra fields supplied.';

/** Bugs of reading bodies. */
export const bodyMutants: readonly Mutant[] = [
  ...notKeeping({
    'texts-stay-texts': ['DAB-BOD-006', 'An object in a text is not read.'],
    'depth-without-limit': ['DAB-BOD-011', 'A body may be nested as deep as it likes.'],
    'lenient-patch-of-nothing': ['DAB-STR-004', 'A lenient server succeeds with nothing.'],
    'lenient-members-have-a-case': ['DAB-STR-005', 'A lenient server ignores members in other letter case.'],
  }),
  {
    id: 'no-json-is-nothing',
    title: 'What is no JSON counts as nothing.',
    fails: ['DAB-BOD-001'],
    at: [taking(decidedBy('DAB-BOD-001'), ({ request }) => withText(request, ''))],
  },
  {
    id: 'first-of-an-array',
    title: 'The first object of an array is taken.',
    fails: ['DAB-BOD-002'],
    at: [taking(decidedBy('DAB-BOD-002'), ({ request }) => withText(request, stringifyJson(firstOf(jsonOf(request)))))],
  },
  {
    id: 'no-body-is-no-json',
    title: 'No body is no JSON.',
    fails: ['DAB-BOD-003'],
    at: [refusingBad(decidedBy('DAB-BOD-003'), invalidJson)],
  },
  {
    id: 'null-is-no-json',
    title: 'The body null is no JSON.',
    fails: ['DAB-BOD-004'],
    at: [refusingBad(decidedBy('DAB-BOD-004'), invalidJson)],
  },
  {
    id: 'scalars-are-nothing',
    title: 'A scalar body counts as nothing.',
    fails: ['DAB-BOD-005'],
    at: [taking(decidedBy('DAB-BOD-005'), ({ request }) => withText(request, ''))],
  },
  {
    id: 'members-in-any-case',
    title: 'Members may be written in any letter case.',
    fails: ['DAB-BOD-007'],
    at: [taking(refused(all(inFeature('strict-body'), namesInOtherCase)), withNamesFolded)],
  },
  {
    id: 'key-before-body',
    title: 'The key is checked before the body.',
    fails: ['DAB-BOD-008'],
    at: [around(decidedBy('DAB-BOD-008'), keyFirst)],
  },
  {
    id: 'raw-columns-are-known',
    title: 'A mapped column goes by its own name as well.',
    fails: ['DAB-BOD-009'],
    at: [taking(all(on('GET', 'PUT', 'PATCH', 'DELETE'), namesRawColumns), withRawColumnsMapped)],
  },
  {
    id: 'lenient-reader',
    title: 'Comments, trailing commas and the like are read.',
    fails: ['DAB-BOD-010'],
    at: [reading((text) => Object.values(habits).reduce((read, skip) => skip(read), text))],
  },
  ...family(
    {
      'reads-comments': ['Comments in a body are skipped.', habits.comments],
      'reads-trailing-commas': ['Trailing commas in a body are skipped.', habits['trailing-commas']],
      'reads-single-quotes': ['Single quotes in a body are read as double ones.', habits['single-quotes']],
      'reads-text-behind': ['Text behind the object is skipped.', habits['text-behind']],
    } as const,
    ([title, skip]) => ({ title, fails: ['DAB-BOD-010'], at: [reading(skip)] }),
  ),
  {
    id: 'doubled-names-are-refused',
    title: 'Doubled members are refused.',
    fails: ['DAB-BOD-010'],
    at: [refusingBad(done(all(decidedBy('DAB-NEG-001'), hasDoubledName)), invalidJson)],
  },
  {
    id: 'byte-order-mark-is-refused',
    title: 'A byte order mark is no JSON.',
    fails: ['DAB-BOD-010'],
    at: [
      refusingBad(
        all(decidedBy('DAB-NEG-001'), ({ request: { body } }) => body[0] === 0xef && body[1] === 0xbb),
        invalidJson,
      ),
    ],
  },
  {
    id: 'lenient-minds-members',
    title: 'A lenient server minds what it does not know.',
    fails: ['DAB-STR-002'],
    at: [refusingBad(decidedBy('DAB-STR-002'), extraFields)],
  },
  {
    id: 'lenient-minds-unknown-members',
    title: 'A lenient server minds unknown members.',
    fails: ['DAB-STR-002'],
    at: [
      refusingBad(
        all(decidedBy('DAB-STR-002'), (exchange) => membersAre(exchange, (_, column) => column === undefined)),
        extraFields,
      ),
    ],
  },
  {
    id: 'lenient-minds-computed-columns',
    title: 'A lenient server minds computed columns.',
    fails: ['DAB-STR-002'],
    at: [
      refusingBad(
        all(decidedBy('DAB-STR-002'), (exchange) =>
          membersAre(exchange, (_, column) => column?.generated !== undefined),
        ),
        extraFields,
      ),
    ],
  },
  {
    id: 'lenient-minds-keys',
    title: 'A lenient server minds key columns.',
    fails: ['DAB-STR-002'],
    at: [
      refusingBad(
        all(decidedBy('DAB-STR-002'), (exchange) =>
          membersAre(
            exchange,
            ({ entity, keyRoute }, column) =>
              keyRoute !== '' && column !== undefined && entity.key.includes(column.name),
          ),
        ),
        extraFields,
      ),
    ],
  },
  {
    id: 'lenient-takes-any-key-column',
    title: 'A lenient server answers 404 to an unknown key column.',
    fails: ['DAB-STR-003'],
    at: [refusedAs(decidedBy('DAB-STR-003'), asNotFound)],
  },
  {
    id: 'lenient-takes-the-last-spelling',
    title: 'A lenient server takes the last of two spellings.',
    fails: ['DAB-STR-005'],
    at: [off('DAB-STR-005', 'two-spellings')],
  },
  {
    id: 'lenient-folds-first',
    title: 'A lenient server looks for missing members after it has folded the names.',
    fails: ['DAB-STR-005'],
    at: [taking(refused(all(inFeature('lenient-body'), namesInOtherCase)), withNamesFolded)],
  },
  {
    id: 'body-must-be-typed-json',
    title: 'A body must be application/json.',
    fails: ['DAB-NEG-001'],
    at: [refusingWith(typed(/^(?!application\/json$)/), refuseEmpty(415))],
  },
  ...family(
    {
      'refuses-untyped-bodies': ['untyped', /^$/],
      'refuses-oddly-typed-bodies': ['oddly typed', /^\?$/],
      'refuses-text-plain-bodies': ['text plain', /^text\/plain$/],
      'refuses-application-xml-bodies': ['application xml', /^application\/xml$/],
    } as const,
    ([kind, essence]) => ({
      title: `A body that is ${kind} is answered 415.`,
      fails: ['DAB-NEG-001'],
      at: [refusingWith(typed(essence), refuseEmpty(415))],
    }),
  ),
  {
    id: 'forms-are-read-as-json',
    title: 'A form is read as JSON.',
    fails: ['DAB-NEG-001'],
    at: [
      taking(all(decidedBy('DAB-NEG-001'), isForm), ({ request }) =>
        withField(request, ['Content-Type', 'application/json']),
      ),
    ],
  },
  {
    id: 'multipart-is-not-read',
    title: 'A broken multipart form is let through.',
    fails: ['DAB-NEG-001'],
    at: [
      taking(answered(isForm, 400), ({ request }) =>
        withField(request, ['Content-Type', 'application/x-www-form-urlencoded']),
      ),
    ],
  },
];

/** The refusal of the key, as a read of the same row has it; else that of the body. */
function keyFirst({ request, response, instead, undo }: Exchange): HttpResponse {
  const read = instead({ ...request, method: 'GET', target: request.target.replace(/\?.*/s, '') });
  undo();
  return read.status === 400 ? read : response;
}
