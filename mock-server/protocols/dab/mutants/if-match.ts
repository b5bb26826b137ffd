import { type HttpRequest, type HttpResponse, headerLines } from '../../../../core/http.ts';
import type { Json } from '../../../../core/json.ts';
import { type Attachment, around, atSeam, type Exchange, memoryOf, off } from '../../../kernel/bug.ts';
import { withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { withField } from '../../../kernel/bugs/other-request.ts';
import { all, answered, decidedBy, done, on, refused, sends } from '../../../kernel/bugs/when.ts';
import { carryingOut, losing, taking, withoutField } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import type { Refused } from '../../../kernel/refused.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import type { World } from '../../../kernel/world.ts';
import { pageTexts, refuse } from '../errors.ts';
import { correlate } from '../read/correlate.ts';
import * as seams from '../seams.ts';
import { computed } from '../write/compose-row.ts';
import { isUnchanged, quiet, roleField, withoutRole } from './around/exchanges.ts';
import {
  asNotFound,
  codeOf,
  failing,
  messageOf,
  refusedAs,
  refusingBad,
  refusingWith,
  saying,
  type Told,
} from './around/refusals.ts';
import { writingAnyway } from './around/write-anyway.ts';

/** By the bug that ignores a form of the field, the rule that is about that form. */
const ruleOfForm: Readonly<Record<string, string>> = {
  'ignores-dab-ifm-005': 'DAB-IFM-005',
  'ignores-dab-ifm-006': 'DAB-IFM-006',
  'ignores-dab-ifm-008': 'DAB-IFM-008',
  'ignores-dab-ifm-009': 'DAB-IFM-009',
  'ignores-dab-ifm-010': 'DAB-IFM-010',
  'ignores-dab-ifm-011': 'DAB-IFM-011',
  'ignores-dab-ifm-012': 'DAB-IFM-012',
  'ignores-dab-ifm-013': 'DAB-IFM-013',
  'ignores-dab-ifm-029': 'DAB-IFM-029',
};
const tags = Object.values(ruleOfForm);

/** Those that the vendor page states. */
const onPage: readonly string[] = [
  'DAB-IFM-005',
  'DAB-IFM-006',
  'DAB-IFM-008',
  'DAB-IFM-009',
  'DAB-IFM-010',
  'DAB-IFM-011',
];

const ignored = Object.entries(ruleOfForm).map(
  ([id, rule]): Mutant => ({
    id,
    title: `The form of If-Match that ${rule} is about is ignored, the write done.`,
    fails: [rule],
    at: [off(rule)],
    ...(onPage.includes(rule) ? { editions: ['v2', 'documented'] } : {}),
  }),
);

const badTag = refused(decidedBy(...tags));
const starUpdates = decidedBy('DAB-IFM-001', 'DAB-IFM-002');
/** A field that means nothing on the method, and would be refused if it did. */
const otherTag = all(decidedBy('DAB-IFM-018'), (exchange) => !sendsStar(exchange));
const incomplete: Told = { status: 400, code: 'DatabaseOperationFailed', message: 'The row would be incomplete.' };

/** Codes of refusals that come after all checks of the request itself. */
const ofTheDatabase: readonly (Json | undefined)[] = [
  'DatabaseOperationFailed',
  'DatabasePolicyFailure',
  'ItemNotFound',
];

/** Bugs of If-Match. */
export const ifMatchMutants: readonly Mutant[] = [
  {
    id: 'star-put-writes-nothing',
    title: 'A PUT with a star answers well and writes nothing.',
    fails: ['DAB-IFM-001'],
    at: [losing(decidedBy('DAB-IFM-001'))],
    editions: ['v2', 'documented'],
  },
  {
    id: 'star-patch-writes-nothing',
    title: 'A PATCH with a star answers well and writes nothing.',
    fails: ['DAB-IFM-002'],
    at: [losing(decidedBy('DAB-IFM-002'))],
    editions: ['v2', 'documented'],
  },
  {
    id: 'star-refuses-existing',
    title: 'A star is taken for a tag that never matches: 412.',
    fails: ['DAB-IFM-001', 'DAB-IFM-002', 'DAB-IFM-024'],
    at: [refusingWith(starUpdates, preconditionFailed)],
    editions: ['v1', 'v2', 'documented'],
  },
  {
    id: 'star-put-inserts',
    title: 'A PUT with a star inserts a missing row.',
    fails: ['DAB-IFM-003', 'DAB-CON-006'],
    at: [off('DAB-IFM-003')],
    editions: ['v2', 'documented'],
  },
  {
    id: 'star-patch-inserts',
    title: 'A PATCH with a star inserts a missing row.',
    fails: ['DAB-IFM-004'],
    at: [off('DAB-IFM-004')],
    editions: ['v2', 'documented'],
  },
  {
    id: 'star-patch-is-412',
    title: 'A PATCH with a star on a row that exists is answered 412.',
    fails: ['DAB-IFM-002'],
    at: [refusingWith(decidedBy('DAB-IFM-002'), preconditionFailed)],
    editions: ['v2', 'documented'],
  },
  {
    id: 'star-is-ignored',
    title: 'A star is read as if the field were not there.',
    fails: ['DAB-IFM-003', 'DAB-IFM-004'],
    at: [taking(all(on('PUT', 'PATCH'), sendsStar), withoutTag)],
  },
  {
    id: 'put-miss-is-412',
    title: 'A PUT with a star on a missing row is answered 412.',
    fails: ['DAB-IFM-003'],
    at: [refusedAs(decidedBy('DAB-IFM-003'), { status: 412 })],
    editions: ['v2', 'documented'],
  },
  {
    id: 'patch-miss-is-412',
    title: 'A PATCH with a star on a missing row is answered 412.',
    fails: ['DAB-IFM-004'],
    at: [refusedAs(decidedBy('DAB-IFM-004'), { status: 412 })],
    editions: ['v2', 'documented'],
  },
  {
    id: 'put-miss-inserts-anyway',
    title: 'A PUT with a star on a missing row is answered 404, and yet the row is inserted.',
    fails: ['DAB-IFM-003'],
    at: [writingAnyway(decidedBy('DAB-IFM-003'))],
    editions: ['v2', 'documented'],
  },
  {
    id: 'patch-miss-inserts-anyway',
    title: 'A PATCH with a star on a missing row is answered 404, and yet the row is inserted.',
    fails: ['DAB-IFM-004'],
    at: [writingAnyway(decidedBy('DAB-IFM-004'))],
    editions: ['v2', 'documented'],
  },
  {
    id: 'star-put-merges',
    title: 'A PUT with a star keeps columns that were left out.',
    fails: ['DAB-IFM-024'],
    at: [
      atSeam(
        seams.rowOfWrite,
        (row, { entity, before, values }) => (before ? computed(entity, { ...before, ...values }) : row),
        ({ form: { method, star } }) => method === 'PUT' && star === true,
      ),
    ],
    editions: ['v2', 'documented'],
  },
  {
    id: 'star-is-created',
    title: 'A PUT or PATCH with a star is answered 201.',
    fails: ['DAB-IFM-001', 'DAB-IFM-002', 'DAB-IFM-024', 'DAB-CON-005'],
    at: [withStatus(201, decidedBy('DAB-IFM-025'))],
    editions: ['v2', 'documented'],
  },
  {
    id: 'star-only-once',
    title: 'A star succeeds once, then never again on the row.',
    fails: ['DAB-IFM-025'],
    at: [refusingWith(all(starUpdates, isUnchanged), preconditionFailed)],
    editions: ['v2', 'documented'],
  },
  {
    id: 'star-remembers-writes',
    title: 'A star succeeds on a row once, whatever is written the second time.',
    fails: ['DAB-IFM-025'],
    at: [around(starUpdates, refuseSecondTime)],
  },
  {
    id: 'star-without-key',
    title: 'A star without a key in the URL is taken for an insert.',
    fails: ['DAB-IFM-021'],
    at: [off('DAB-IFM-021')],
  },
  ...ignored,
  {
    id: 'any-tag-means-exists',
    title: 'Any If-Match means that the row must exist.',
    fails: tags,
    at: [taking(badTag, ({ request }) => withField(request, ['If-Match', '*']))],
    editions: ['v2'],
  },
  {
    id: 'bad-tag-is-412',
    title: 'An If-Match other than a star is answered 412.',
    fails: tags,
    at: [refusedAs(badTag, { status: 412 })],
    editions: ['v2'],
  },
  {
    id: 'bad-tag-is-404',
    title: 'An If-Match other than a star is answered 404, as if no row matched.',
    fails: tags,
    at: [refusedAs(badTag, { status: 404 })],
    editions: ['v2'],
  },
  {
    id: 'bad-tag-has-another-text',
    title: 'An If-Match other than a star is refused with another text.',
    fails: tags,
    at: [refusedAs(badTag, { message: 'The If-Match header is malformed.' })],
    editions: ['v2'],
  },
  {
    id: 'bad-tag-writes-anyway',
    title: 'An If-Match other than a star is refused, and yet the write is done.',
    fails: tags,
    at: [carryingOut(badTag, withoutTag)],
    editions: ['v2'],
  },
  {
    id: 'page-bad-tag-is-412',
    title: 'An If-Match other than a star is answered 412.',
    fails: onPage,
    at: [refusedAs(badTag, { status: 412 })],
    editions: ['documented'],
  },
  {
    id: 'page-bad-tag-writes-anyway',
    title: 'An If-Match other than a star is refused, and yet the write is done.',
    fails: onPage,
    at: [carryingOut(badTag, withoutTag)],
    editions: ['documented'],
  },
  {
    id: 'v1-refuses-bad-tags',
    title: '1.x answers 400 to an If-Match other than a star.',
    fails: ['DAB-IFM-007'],
    at: [refusingBad(decidedBy('DAB-IFM-007'), pageTexts.badTag)],
    editions: ['v1'],
  },
  {
    id: 'v1-bad-tag-writes-anyway',
    title: '1.x answers 500 to a bad tag, and yet the write is done.',
    fails: ['DAB-IFM-007'],
    at: [carryingOut(decidedBy('DAB-IFM-007'), withoutTag)],
    editions: ['v1'],
  },
  {
    id: 'if-match-checked-last',
    title: 'If-Match is looked at after path, entity, key and body.',
    fails: ['DAB-IFM-016'],
    at: [lateFor(({ status, code }) => status >= 400 && !ofTheDatabase.includes(code))],
  },
  {
    id: 'permission-before-if-match',
    title: 'If-Match is looked at after path, entity and permissions.',
    fails: ['DAB-IFM-016'],
    at: [
      lateFor(
        ({ code, message }) =>
          code === 'EntityNotFound' || code === 'AuthorizationCheckFailed' || /^Invalid Path/.test(message),
      ),
    ],
  },
  {
    id: 'if-match-on-every-method',
    title: 'If-Match is looked at on GET, POST and DELETE as well.',
    fails: ['DAB-IFM-018'],
    at: [refusingBad(otherTag, pageTexts.badTag)],
    editions: ['v2', 'documented'],
  },
  {
    id: 'star-fails-on-other-methods',
    title: 'A star is refused on GET, POST and DELETE.',
    fails: ['DAB-IFM-018'],
    at: [refusingBad(all(decidedBy('DAB-IFM-018'), sendsStar), 'If-Match is not supported on this method.')],
  },
  {
    id: 'if-match-on-get',
    title: 'If-Match is looked at on GET as well.',
    fails: ['DAB-IFM-018'],
    at: [refusingBad(all(on('GET'), otherTag), pageTexts.badTag)],
  },
  {
    id: 'if-match-on-post',
    title: 'If-Match is looked at on POST as well.',
    fails: ['DAB-IFM-018'],
    at: [refusingBad(all(on('POST'), otherTag), pageTexts.badTag)],
  },
  {
    id: 'if-match-on-delete',
    title: 'If-Match is looked at on DELETE as well.',
    fails: ['DAB-IFM-018'],
    at: [refusingBad(all(on('DELETE'), otherTag), pageTexts.badTag)],
  },
  {
    id: 'put-ignores-bad-tags',
    title: 'A PUT ignores an If-Match other than a star.',
    fails: tags.filter((rule) => rule !== 'DAB-IFM-006'),
    at: tags.map((rule) => off(rule, 'PUT')),
  },
  {
    id: 'patch-ignores-bad-tags',
    title: 'A PATCH ignores an If-Match other than a star.',
    fails: tags.filter((rule) => rule !== 'DAB-IFM-005'),
    at: tags.map((rule) => off(rule, 'PATCH')),
  },
  {
    id: 'if-none-match-is-read',
    title: 'The header if-none-match is acted on.',
    fails: ['DAB-IFM-019'],
    at: [actingOn('if-none-match')],
  },
  {
    id: 'if-modified-since-is-read',
    title: 'The header if-modified-since is acted on.',
    fails: ['DAB-IFM-019'],
    at: [actingOn('if-modified-since')],
  },
  {
    id: 'if-unmodified-since-is-read',
    title: 'The header if-unmodified-since is acted on.',
    fails: ['DAB-IFM-019'],
    at: [actingOn('if-unmodified-since')],
  },
  {
    id: 'conditions-are-read',
    title: 'If-None-Match and If-Unmodified-Since are acted on.',
    fails: ['DAB-IFM-019'],
    at: [actingOn('if-none-match'), actingOn('if-modified-since'), actingOn('if-unmodified-since')],
  },
  {
    id: 'blanks-count',
    title: 'A star with blanks around it is a value like any other.',
    fails: ['DAB-IFM-014'],
    at: [
      refusingBad(
        all(on('PUT', 'PATCH'), sendsStar, ({ request }) => headerLines(request.headers, 'if-match').join() !== '*'),
        pageTexts.badTag,
      ),
    ],
  },
  {
    id: 'name-has-a-case',
    title: 'If-Match is read only when its name is spelled so.',
    fails: ['DAB-IFM-015'],
    at: [
      taking(
        all(
          on('PUT', 'PATCH'),
          sends('if-match'),
          ({ request }) => !request.headers.some(([name]) => name === 'If-Match'),
        ),
        withoutTag,
      ),
    ],
  },
  {
    id: 'if-match-before-role',
    title: 'If-Match is looked at before the role header.',
    fails: ['DAB-IFM-017'],
    at: [
      taking(
        answered(
          all(on('PUT', 'PATCH'), sends('if-match'), (exchange) => !sendsStar(exchange), sends(roleField)),
          403,
        ),
        withoutRole,
      ),
    ],
  },
  {
    id: 'star-names-the-insert',
    title: 'A star on a missing row with a generated key is told that it cannot be inserted.',
    fails: ['DAB-IFM-020'],
    at: [
      refusedAs(decidedBy('DAB-IFM-020'), {
        code: 'ItemNotFound',
        message: 'Cannot perform INSERT and could not find the row to perform UPDATE on.',
      }),
    ],
  },
  {
    id: 'star-put-skips-not-null',
    title: 'A PUT with a star leaves null where none may be.',
    fails: ['DAB-IFM-022'],
    at: [off('DAB-IFM-022')],
  },
  {
    id: 'star-put-must-be-complete',
    title: 'A PUT with a star must be complete like one without.',
    fails: ['DAB-IFM-022', 'DAB-IFM-023'],
    at: [
      atSeam(
        seams.mustBeSent,
        () => true,
        ({ method, star }) => method === 'PUT' && star === true,
      ),
    ],
  },
  {
    id: 'incomplete-star-is-400',
    title: 'An incomplete PUT with a star on a missing row is answered 400.',
    fails: ['DAB-IFM-023'],
    at: [refusedAs(decidedBy('DAB-IFM-023'), incomplete)],
  },
  {
    id: 'star-needs-one-permission',
    title: 'With a star one permission is enough.',
    fails: ['DAB-IFM-026'],
    at: [off('DAB-IFM-026')],
  },
  {
    id: 'star-skips-checks',
    title: 'With a star faults of body and key are not looked for.',
    fails: ['DAB-IFM-027'],
    at: [
      off('DAB-IFM-027'),
      refusedAs(all(decidedBy('DAB-IFM-027'), saying(/primary key|url template/i)), asNotFound),
      failing(all(decidedBy('DAB-IFM-027'), saying(/^Parameter|^Invalid value provided/))),
    ],
  },
  {
    id: 'incomplete-star-shows-hidden-rows',
    title: 'An incomplete PUT with a star on a hidden row is answered 400.',
    fails: ['DAB-IFM-028'],
    at: [refusedAs(decidedBy('DAB-IFM-028'), incomplete)],
  },
];

function sendsStar({ request }: Exchange): boolean {
  return headerLines(request.headers, 'if-match').join().trim() === '*';
}

function withoutTag({ request }: Exchange): HttpRequest {
  return withoutField(request, 'if-match');
}

function preconditionFailed(world: World): Refused {
  return refuse(world, 412, 'BadRequest', 'Precondition failed');
}

/** Looks at If-Match only where the request without it is not refused like this. */
function lateFor(isBefore: (told: { status: number; code: Json | undefined; message: string }) => boolean): Attachment {
  return around(badTag, (exchange) => {
    const other = exchange.instead(withoutTag(exchange));
    exchange.undo();
    const told = { status: other.status, code: codeOf(other), message: messageOf(other) };
    return isBefore(told) ? other : exchange.response;
  });
}

function refuseSecondTime({ request, response, store, world, undo }: Exchange): HttpResponse {
  const written = memoryOf(store, 'star-remembers-writes');
  const again = written.has(request.target);
  if (again) undo();
  else written.put(request.target, {});
  return again ? correlate(request, preconditionFailed(quiet(world)).refused, quiet(world)) : response;
}

/** Acts on a condition that the product does not read, as if it were not met. */
function actingOn(field: string): Attachment {
  return around(done(sends(field)), ({ request, world, undo }) => {
    undo();
    return correlate(request, respondEmpty(request.method === 'GET' ? 304 : 412), quiet(world));
  });
}
