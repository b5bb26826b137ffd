import type { Json } from '../../../../core/json.ts';
import { type Attachment, around, off } from '../../../kernel/bug.ts';
import { family } from '../../../kernel/bugs/family.ts';
import { withField } from '../../../kernel/bugs/other-request.ts';
import { all, answered, decidedBy, done, on, refused, sends } from '../../../kernel/bugs/when.ts';
import { carryingOut, taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import { pageTexts } from '../errors.ts';
import { correlate } from '../read/correlate.ts';
import { quiet, roleField, sendsStar, withoutRole, withoutTag } from './around/exchanges.ts';
import { codeOf, messageOf, refusedAs, refusingBad } from './around/refusals.ts';

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

const badTag = refused(decidedBy(...tags));

/** A field that means nothing on the method, and would be refused if it did. */
const otherTag = all(decidedBy('DAB-IFM-018'), (exchange) => !sendsStar(exchange));

/** Codes of refusals that come after all checks of the request itself. */
const ofTheDatabase: readonly (Json | undefined)[] = [
  'DatabaseOperationFailed',
  'DatabasePolicyFailure',
  'ItemNotFound',
];

/** Bugs of If-Match. */
export const ifMatchMutants: readonly Mutant[] = [
  ...family(ruleOfForm, (rule) => ({
    title: `The form of If-Match that ${rule} is about is ignored, the write done.`,
    fails: [rule],
    at: [off(rule)],
    ...(onPage.includes(rule) ? { editions: ['v2', 'documented'] } : {}),
  })),
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
  ...family({ 'if-match-on-get': 'GET', 'if-match-on-post': 'POST', 'if-match-on-delete': 'DELETE' }, (method) => ({
    title: `If-Match is looked at on ${method} as well.`,
    fails: ['DAB-IFM-018'],
    at: [refusingBad(all(on(method), otherTag), pageTexts.badTag)],
  })),
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
  ...family(
    {
      'if-none-match-is-read': 'if-none-match',
      'if-modified-since-is-read': 'if-modified-since',
      'if-unmodified-since-is-read': 'if-unmodified-since',
    },
    (field) => ({ title: `The header ${field} is acted on.`, fails: ['DAB-IFM-019'], at: [actingOn(field)] }),
  ),
  {
    id: 'conditions-are-read',
    title: 'If-None-Match and If-Unmodified-Since are acted on.',
    fails: ['DAB-IFM-019'],
    at: [actingOn('if-none-match'), actingOn('if-modified-since'), actingOn('if-unmodified-since')],
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
];

/** Looks at If-Match only where the request without it is not refused like this. */
function lateFor(isBefore: (told: { status: number; code: Json | undefined; message: string }) => boolean): Attachment {
  return around(badTag, (exchange) => {
    const other = exchange.instead(withoutTag(exchange));
    exchange.undo();
    const told = { status: other.status, code: codeOf(other), message: messageOf(other) };
    return isBefore(told) ? other : exchange.response;
  });
}

/** Acts on a condition that the product does not read, as if it were not met. */
function actingOn(field: string): Attachment {
  return around(done(sends(field)), ({ request, world, undo }) => {
    undo();
    return correlate(request, respondEmpty(request.method === 'GET' ? 304 : 412), quiet(world));
  });
}
