import { decodeUtf8, type HttpResponse } from '../../../../core/http.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import { around, atSeam, type Exchange, off } from '../../../kernel/bug.ts';
import { family } from '../../../kernel/bugs/family.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { jsonOf, withField, withText } from '../../../kernel/bugs/other-request.ts';
import { all, answered, decidedBy, done, on, refused } from '../../../kernel/bugs/when.ts';
import { carryingOut, taking, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { refuseEmpty } from '../errors.ts';
import * as seams from '../seams.ts';
import { firstOf, habits, hasDoubledName, isForm, reading, typed } from './around/bodies.ts';
import { inFeature } from './around/exchanges.ts';
import {
  membersAre,
  namesInOtherCase,
  namesRawColumns,
  namesRawMembers,
  withNamesFolded,
  withRawColumnsMapped,
  withRawMembersMapped,
} from './around/names.ts';
import { asNotFound, refusedAs, refusingBad, refusingWith, saying } from './around/refusals.ts';
import { clear } from './around/rows.ts';

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
      ['deep-bodies-are-refused', 'A body nested deeper than ten levels is refused.', 'DAB-BOD-011'],
      ['json-before-key-alone', 'A key is checked before the body unless that is no JSON.', 'DAB-BOD-008'],
      ['patches-need-their-type', 'A JSON Patch that is none is refused.', 'DAB-PAT-011'],
      ['raw-columns-are-selected', 'A mapped column may be selected by its own name.', 'DAB-BOD-009'],
      ['raw-members-write-anyway', 'A mapped column by its own name is refused, and yet written.', 'DAB-BOD-009'],
      ['location-has-raw-names', 'A Location calls key columns by their own names.', 'DAB-BOD-009'],
      ['lenient-patch-of-nothing-clears', 'A lenient PATCH of nothing is refused, and yet clears.', 'DAB-STR-004'],
      ['unread-bodies-insert-anyway', 'A POST of an array is refused, and yet its first row inserted.', 'DAB-BOD-002'],
      ['misspelled-members-write-anyway', 'Members in other letter case are refused, and yet written.', 'DAB-BOD-007'],
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
      'deep-bodies-are-refused': refusingBad(
        done(all(decidedBy('DAB-NEG-001'), ({ request }) => /\[{11}/.test(decodeUtf8(request.body)))),
        invalidJson,
      ),
      'json-before-key-alone': around(
        all(decidedBy('DAB-BOD-008'), (exchange) => !saying(/invalid JSON/)(exchange)),
        keyFirst,
      ),
      'patches-need-their-type': refusingWith(done(typed(/^application\/json-patch\+json$/)), refuseEmpty(415)),
      'raw-columns-are-selected': taking(
        all(on('GET'), ({ request }) => /[?&]\$select=/.test(request.target), namesRawColumns),
        withRawColumnsMapped,
      ),
      'raw-members-write-anyway': carryingOut(refused(all(on('PATCH'), namesRawMembers)), withRawMembersMapped),
      'location-has-raw-names': atSeam(seams.locationOfNew, (sound, { call: { entity } }) =>
        entity.columns.reduce((path, { name, exposed }) => path.replace(`/${exposed}/`, `/${name}/`), sound),
      ),
      'lenient-patch-of-nothing-clears': writing(decidedBy('DAB-STR-004'), clear),
      'unread-bodies-insert-anyway': carryingOut(all(on('POST'), decidedBy('DAB-BOD-002')), ({ request }) =>
        withText(request, stringifyJson(firstOf(jsonOf(request)))),
      ),
      'misspelled-members-write-anyway': carryingOut(
        refused(all(inFeature('strict-body'), namesInOtherCase)),
        withNamesFolded,
      ),
      'multipart-is-not-read': taking(answered(isForm, 400), ({ request }) =>
        withField(request, ['Content-Type', 'application/x-www-form-urlencoded']),
      ),
    },
  ),
  ...family(
    {
      'blanks-are-nothing-on-put': ['DAB-BOD-001', 'PUT', /^\s+$/],
      'blanks-are-nothing-on-patch': ['DAB-BOD-001', 'PATCH', /^\s+$/],
      'blanks-are-nothing-on-post': ['DAB-BOD-001', 'POST', /^\s+$/],
      'arrays-are-nothing-on-patch': ['DAB-BOD-002', 'PATCH', /^\[/],
      'arrays-are-nothing-on-post': ['DAB-BOD-002', 'POST', /^\[/],
      'scalars-are-nothing-on-patch': ['DAB-BOD-005', 'PATCH', /./],
      'scalars-are-nothing-on-post': ['DAB-BOD-005', 'POST', /./],
    } as const,
    ([rule, method, text]) => ({
      title: `A ${method} takes a body that matches ${text} for nothing (${rule}).`,
      fails: [rule],
      at: [
        taking(
          all(on(method), decidedBy(rule), ({ request }) => text.test(decodeUtf8(request.body))),
          ({ request }) => withText(request, ''),
        ),
      ],
    }),
  ),
  ...family({ 'null-is-no-json-on-post': 'POST', 'null-is-no-json-on-patch': 'PATCH' }, (method) => ({
    title: `The body null of a ${method} is no JSON.`,
    fails: ['DAB-BOD-004'],
    at: [refusingBad(all(on(method), decidedBy('DAB-BOD-004')), invalidJson)],
  })),
  ...family({ 'put-checks-key-first': 'PUT', 'patch-checks-key-first': 'PATCH' }, (method) => ({
    title: `A ${method} checks the key before the body.`,
    fails: ['DAB-BOD-008'],
    at: [around(all(on(method), decidedBy('DAB-BOD-008')), keyFirst)],
  })),
  ...family(
    {
      'lenient-takes-any-key-column-on-get': 'GET',
      'lenient-takes-any-key-column-on-patch': 'PATCH',
      'lenient-takes-any-key-column-on-delete': 'DELETE',
    },
    (method) => ({
      title: `A lenient server answers 404 to a ${method} with an unknown key column.`,
      fails: ['DAB-STR-003'],
      at: [refusedAs(all(on(method), decidedBy('DAB-STR-003')), asNotFound)],
    }),
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
