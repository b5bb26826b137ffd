import type { HttpResponse } from '../../../../core/http.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import { around, type Exchange, off } from '../../../kernel/bug.ts';
import { family } from '../../../kernel/bugs/family.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
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
  ...mutantsOf(
    [
      ['texts-stay-texts', 'An object in a text is not read.', 'DAB-BOD-006', off('DAB-BOD-006')],
      ['depth-without-limit', 'A body may be nested as deep as it likes.', 'DAB-BOD-011', off('DAB-BOD-011')],
      ['lenient-patch-of-nothing', 'A lenient server succeeds with nothing.', 'DAB-STR-004', off('DAB-STR-004')],
      ['lenient-members-have-a-case', 'A lenient server ignores members in other letter case.', 'DAB-STR-005'],
      ['no-json-is-nothing', 'What is no JSON counts as nothing.', 'DAB-BOD-001'],
      ['first-of-an-array', 'The first object of an array is taken.', 'DAB-BOD-002'],
      ['no-body-is-no-json', 'No body is no JSON.', 'DAB-BOD-003', refusingBad(decidedBy('DAB-BOD-003'), invalidJson)],
      ['null-is-no-json', 'The body null is no JSON.', 'DAB-BOD-004'],
      ['scalars-are-nothing', 'A scalar body counts as nothing.', 'DAB-BOD-005'],
      ['members-in-any-case', 'Members may be written in any letter case.', 'DAB-BOD-007'],
      ['key-before-body', 'The key is checked before the body.', 'DAB-BOD-008'],
      ['raw-columns-are-known', 'A mapped column goes by its own name as well.', 'DAB-BOD-009'],
      ['lenient-reader', 'Comments, trailing commas and the like are read.', 'DAB-BOD-010'],
      ['doubled-names-are-refused', 'Doubled members are refused.', 'DAB-BOD-010'],
      ['byte-order-mark-is-refused', 'A byte order mark is no JSON.', 'DAB-BOD-010'],
      ['lenient-minds-members', 'A lenient server minds what it does not know.', 'DAB-STR-002'],
      ['lenient-minds-unknown-members', 'A lenient server minds unknown members.', 'DAB-STR-002'],
      ['lenient-minds-computed-columns', 'A lenient server minds computed columns.', 'DAB-STR-002'],
      ['lenient-minds-keys', 'A lenient server minds key columns.', 'DAB-STR-002'],
      ['lenient-takes-any-key-column', 'A lenient server answers 404 to an unknown key column.', 'DAB-STR-003'],
      ['lenient-takes-the-last-spelling', 'A lenient server takes the last of two spellings.', 'DAB-STR-005'],
      [
        'lenient-folds-first',
        'A lenient server looks for missing members after it has folded the names.',
        'DAB-STR-005',
      ],
      ['body-must-be-typed-json', 'A body must be application/json.', 'DAB-NEG-001'],
      ['forms-are-read-as-json', 'A form is read as JSON.', 'DAB-NEG-001'],
      ['multipart-is-not-read', 'A broken multipart form is let through.', 'DAB-NEG-001'],
    ],
    {
      'lenient-members-have-a-case': off('DAB-STR-005'),
      'no-json-is-nothing': taking(decidedBy('DAB-BOD-001'), ({ request }) => withText(request, '')),
      'first-of-an-array': taking(decidedBy('DAB-BOD-002'), ({ request }) =>
        withText(request, stringifyJson(firstOf(jsonOf(request)))),
      ),
      'null-is-no-json': refusingBad(decidedBy('DAB-BOD-004'), invalidJson),
      'scalars-are-nothing': taking(decidedBy('DAB-BOD-005'), ({ request }) => withText(request, '')),
      'members-in-any-case': taking(refused(all(inFeature('strict-body'), namesInOtherCase)), withNamesFolded),
      'key-before-body': around(decidedBy('DAB-BOD-008'), keyFirst),
      'raw-columns-are-known': taking(all(on('GET', 'PUT', 'PATCH', 'DELETE'), namesRawColumns), withRawColumnsMapped),
      'lenient-reader': reading((text) => Object.values(habits).reduce((read, skip) => skip(read), text)),
      'doubled-names-are-refused': refusingBad(done(all(decidedBy('DAB-NEG-001'), hasDoubledName)), invalidJson),
      'byte-order-mark-is-refused': refusingBad(
        all(decidedBy('DAB-NEG-001'), ({ request: { body } }) => body[0] === 0xef && body[1] === 0xbb),
        invalidJson,
      ),
      'lenient-minds-members': refusingBad(decidedBy('DAB-STR-002'), extraFields),
      'lenient-minds-unknown-members': refusingBad(
        all(decidedBy('DAB-STR-002'), (exchange) => membersAre(exchange, (_, column) => column === undefined)),
        extraFields,
      ),
      'lenient-minds-computed-columns': refusingBad(
        all(decidedBy('DAB-STR-002'), (exchange) =>
          membersAre(exchange, (_, column) => column?.generated !== undefined),
        ),
        extraFields,
      ),
      'lenient-minds-keys': refusingBad(
        all(decidedBy('DAB-STR-002'), (exchange) =>
          membersAre(
            exchange,
            ({ entity, keyRoute }, column) =>
              keyRoute !== '' && column !== undefined && entity.key.includes(column.name),
          ),
        ),
        extraFields,
      ),
      'lenient-takes-any-key-column': refusedAs(decidedBy('DAB-STR-003'), asNotFound),
      'lenient-takes-the-last-spelling': off('DAB-STR-005', 'two-spellings'),
      'lenient-folds-first': taking(refused(all(inFeature('lenient-body'), namesInOtherCase)), withNamesFolded),
      'body-must-be-typed-json': refusingWith(typed(/^(?!application\/json$)/), refuseEmpty(415)),
      'forms-are-read-as-json': taking(all(decidedBy('DAB-NEG-001'), isForm), ({ request }) =>
        withField(request, ['Content-Type', 'application/json']),
      ),
      'multipart-is-not-read': taking(answered(isForm, 400), ({ request }) =>
        withField(request, ['Content-Type', 'application/x-www-form-urlencoded']),
      ),
    },
  ),
  ...family(
    {
      'reads-comments': ['Comments in a body are skipped.', habits.comments],
      'reads-trailing-commas': ['Trailing commas in a body are skipped.', habits['trailing-commas']],
      'reads-single-quotes': ['Single quotes in a body are read as double ones.', habits['single-quotes']],
      'reads-text-behind': ['Text behind the object is skipped.', habits['text-behind']],
    } as const,
    ([title, skip]) => ({ title, fails: ['DAB-BOD-010'], at: [reading(skip)] }),
  ),
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
];

/** The refusal of the key, as a read of the same row has it; else that of the body. */
function keyFirst({ request, response, instead, undo }: Exchange): HttpResponse {
  const read = instead({ ...request, method: 'GET', target: request.target.replace(/\?.*/s, '') });
  undo();
  return read.status === 400 ? read : response;
}
