import { headerLines, headerValue } from '../../../../core/http.ts';
import type { Json } from '../../../../core/json.ts';
import { type Attachment, around, type Exchange, off } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { family } from '../../../kernel/bugs/family.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { withField } from '../../../kernel/bugs/other-request.ts';
import { quiet } from '../../../kernel/bugs/quiet.ts';
import { all, answered, decidedBy, done, on, refused, sends } from '../../../kernel/bugs/when.ts';
import { carryingOut, taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import { pageTexts, refuse } from '../errors.ts';
import { correlate } from '../read/correlate.ts';
import { inV1, inV2, onPageAlone, withPage } from './around/editions.ts';
import { hasNoRow, roleField, sendsStar, withoutRole, withoutTag } from './around/exchanges.ts';
import { codeOf, messageOf, refusedAs, refusingBad, refusingWith } from './around/refusals.ts';

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

/** A field with another value than a star beside a role that is refused. */
const tagOfRefusedRole = answered(
  all(sends('if-match'), (exchange) => !sendsStar(exchange), sends(roleField)),
  403,
);

/** Codes of refusals that come after all checks of the request itself. */
const ofTheDatabase: readonly (Json | undefined)[] = [
  'DatabaseOperationFailed',
  'DatabasePolicyFailure',
  'ItemNotFound',
];

/** Bugs of If-Match. */
export const ifMatchMutants: readonly Mutant[] = [
  ...mutantsOf(
    [
      ['any-tag-means-exists', 'Any If-Match means that the row must exist.', tags],
      ['bad-tag-is-412', 'An If-Match other than a star is answered 412.', tags, refusedAs(badTag, { status: 412 })],
      ['bad-tag-is-404', 'An If-Match other than a star is answered 404, as if no row matched.', tags],
      ['bad-tag-has-another-text', 'An If-Match other than a star is refused with another text.', tags],
      ['bad-tag-writes-anyway', 'An If-Match other than a star is refused, and yet the write is done.', tags],
      ['page-bad-tag-is-412', 'An If-Match other than a star is answered 412.', onPage],
      ['page-bad-tag-writes-anyway', 'An If-Match other than a star is refused, and yet the write is done.', onPage],
      ['v1-refuses-bad-tags', '1.x answers 400 to an If-Match other than a star.', 'DAB-IFM-007'],
      ['v1-bad-tag-writes-anyway', '1.x answers 500 to a bad tag, and yet the write is done.', 'DAB-IFM-007'],
      ['if-match-checked-last', 'If-Match is looked at after path, entity, key and body.', 'DAB-IFM-016'],
      ['permission-before-if-match', 'If-Match is looked at after path, entity and permissions.', 'DAB-IFM-016'],
      ['if-match-on-every-method', 'If-Match is looked at on GET, POST and DELETE as well.', 'DAB-IFM-018'],
      [
        'put-ignores-bad-tags',
        'A PUT ignores an If-Match other than a star.',
        tags.filter((rule) => rule !== 'DAB-IFM-006'),
      ],
      [
        'patch-ignores-bad-tags',
        'A PATCH ignores an If-Match other than a star.',
        tags.filter((rule) => rule !== 'DAB-IFM-005'),
      ],
      ['conditions-are-read', 'If-None-Match and If-Unmodified-Since are acted on.', 'DAB-IFM-019'],
      ['name-has-a-case', 'If-Match is read only when its name is spelled so.', 'DAB-IFM-015'],
      ['if-match-before-role', 'If-Match is looked at before the role header.', 'DAB-IFM-017'],
      [
        'tags-count-on-rows-alone',
        'An If-Match other than a star is ignored where there is no row.',
        tags.filter((rule) => rule !== 'DAB-IFM-012' && rule !== 'DAB-IFM-029'),
      ],
      ['first-of-two-tags-counts', 'Of two If-Match lines that differ the first counts.', 'DAB-IFM-012'],
      ['two-tags-are-ignored', 'Two If-Match lines that are no stars are ignored.', 'DAB-IFM-012'],
      ['v1-patch-ignores-bad-tags', 'A PATCH of 1.x ignores an If-Match other than a star.', 'DAB-IFM-007'],
      ['patch-checks-if-match-last', 'A PATCH looks at If-Match after path, entity, key and body.', 'DAB-IFM-016'],
      ['patch-checks-if-match-before-role', 'A PATCH looks at If-Match before the role header.', 'DAB-IFM-017'],
      ['name-has-a-case-on-patch', 'A PATCH reads If-Match only when its name is spelled so.', 'DAB-IFM-015'],
      ['name-of-bad-tags-has-a-case', 'An If-Match in other letter case counts if it is a star.', 'DAB-IFM-015'],
      ['star-on-get-must-exist', 'A GET with a star of a missing row is answered 404.', 'DAB-IFM-018'],
      ['star-none-match-on-get', 'A GET with If-None-Match star of a row is answered 304.', 'DAB-IFM-019'],
    ],
    {
      'any-tag-means-exists': taking(badTag, ({ request }) => withField(request, ['If-Match', '*'])),
      'bad-tag-is-404': refusedAs(badTag, { status: 404 }),
      'bad-tag-has-another-text': refusedAs(badTag, { message: 'The If-Match header is malformed.' }),
      'bad-tag-writes-anyway': carryingOut(badTag, withoutTag),
      'page-bad-tag-is-412': refusedAs(badTag, { status: 412 }),
      'page-bad-tag-writes-anyway': carryingOut(badTag, withoutTag),
      'v1-refuses-bad-tags': refusingBad(decidedBy('DAB-IFM-007'), pageTexts.badTag),
      'v1-bad-tag-writes-anyway': carryingOut(decidedBy('DAB-IFM-007'), withoutTag),
      'if-match-checked-last': lateFor(({ status, code }) => status >= 400 && !ofTheDatabase.includes(code)),
      'permission-before-if-match': lateFor(
        ({ code, message }) =>
          code === 'EntityNotFound' || code === 'AuthorizationCheckFailed' || /^Invalid Path/.test(message),
      ),
      'if-match-on-every-method': refusingBad(otherTag, pageTexts.badTag),
      'put-ignores-bad-tags': tags.map((rule) => off(rule, 'PUT')),
      'patch-ignores-bad-tags': tags.map((rule) => off(rule, 'PATCH')),
      'conditions-are-read': [
        actingOn('if-none-match'),
        actingOn('if-modified-since'),
        actingOn('if-unmodified-since'),
      ],
      'name-has-a-case': taking(all(on('PUT', 'PATCH'), spellsNameOtherwise), withoutTag),
      'if-match-before-role': taking(all(on('PUT'), tagOfRefusedRole), withoutRole),
      'tags-count-on-rows-alone': taking(all(badTag, hasNoRow), withoutTag),
      'first-of-two-tags-counts': taking(
        all(decidedBy('DAB-IFM-012'), ({ request }) => new Set(headerLines(request.headers, 'if-match')).size > 1),
        ({ request }) => withField(request, ['If-Match', headerLines(request.headers, 'if-match')[0] ?? '']),
      ),
      'two-tags-are-ignored': taking(
        all(decidedBy('DAB-IFM-012'), ({ request }) => !headerLines(request.headers, 'if-match').includes('*')),
        withoutTag,
      ),
      'v1-patch-ignores-bad-tags': taking(all(on('PATCH'), decidedBy('DAB-IFM-007')), withoutTag),
      'patch-checks-if-match-last': lateFor(
        ({ status, code }) => status >= 400 && !ofTheDatabase.includes(code),
        all(on('PATCH'), badTag),
      ),
      'patch-checks-if-match-before-role': taking(all(on('PATCH'), tagOfRefusedRole), withoutRole),
      'name-has-a-case-on-patch': taking(all(on('PATCH'), spellsNameOtherwise), withoutTag),
      'name-of-bad-tags-has-a-case': taking(all(badTag, spellsNameOtherwise), withoutTag),
      'star-on-get-must-exist': refusingWith(all(on('GET'), sendsStar, decidedBy('DAB-GET-002')), (world) =>
        refuse(world, 404, 'ItemNotFound', 'There is no such row.'),
      ),
      'star-none-match-on-get': actingOn(
        'if-none-match',
        all(on('GET'), ({ request }) => headerValue(request.headers, 'if-none-match') === '*'),
      ),
    },
    {
      'any-tag-means-exists': inV2,
      'bad-tag-is-412': inV2,
      'bad-tag-is-404': inV2,
      'bad-tag-has-another-text': inV2,
      'bad-tag-writes-anyway': inV2,
      'page-bad-tag-is-412': onPageAlone,
      'page-bad-tag-writes-anyway': onPageAlone,
      'v1-refuses-bad-tags': inV1,
      'v1-bad-tag-writes-anyway': inV1,
      'v1-patch-ignores-bad-tags': inV1,
      'if-match-on-every-method': withPage,
    },
  ),
  ...family(ruleOfForm, (rule) => ({
    title: `The form of If-Match that ${rule} is about is ignored, the write done.`,
    fails: [rule],
    at: [off(rule)],
    ...(onPage.includes(rule) ? { editions: ['v2', 'documented'] } : {}),
  })),
  ...family({ 'if-match-on-get': 'GET', 'if-match-on-post': 'POST', 'if-match-on-delete': 'DELETE' }, (method) => ({
    title: `If-Match is looked at on ${method} as well.`,
    fails: ['DAB-IFM-018'],
    at: [refusingBad(all(on(method), otherTag), pageTexts.badTag)],
  })),
  ...family(
    {
      'if-none-match-is-read': 'if-none-match',
      'if-modified-since-is-read': 'if-modified-since',
      'if-unmodified-since-is-read': 'if-unmodified-since',
    },
    (field) => ({ title: `The header ${field} is acted on.`, fails: ['DAB-IFM-019'], at: [actingOn(field)] }),
  ),
  ...family(
    {
      'if-none-match-on-patch': ['PATCH', 'if-none-match'],
      'if-none-match-on-delete': ['DELETE', 'if-none-match'],
      'if-unmodified-since-on-put': ['PUT', 'if-unmodified-since'],
      'if-unmodified-since-on-delete': ['DELETE', 'if-unmodified-since'],
      'if-unmodified-since-on-get': ['GET', 'if-unmodified-since'],
    } as const,
    ([method, field]) => ({
      title: `The header ${field} is acted on by ${method}.`,
      fails: ['DAB-IFM-019'],
      at: [actingOn(field, on(method))],
    }),
  ),
  ...family(
    { 'weak-tags-on-delete': /^W\//, 'lists-of-tags-on-delete': /,/, 'empty-tags-on-delete': /^$/ },
    (form) => ({
      title: `A DELETE refuses an If-Match that matches ${form}.`,
      fails: ['DAB-IFM-018'],
      at: [
        refusingBad(
          all(on('DELETE'), otherTag, ({ request }) => form.test(headerValue(request.headers, 'if-match') ?? '')),
          pageTexts.badTag,
        ),
      ],
    }),
  ),
];

/** Is there an If-Match whose name is spelled in another letter case? */
function spellsNameOtherwise({ request: { headers } }: Exchange): boolean {
  return headerLines(headers, 'if-match').length > 0 && !headers.some(([name]) => name === 'If-Match');
}

/** Looks at If-Match only where the request without it is not refused like this. */
function lateFor(
  isBefore: (told: { status: number; code: Json | undefined; message: string }) => boolean,
  when: When = badTag,
): Attachment {
  return around(when, (exchange) => {
    const other = exchange.instead(withoutTag(exchange));
    exchange.undo();
    const told = { status: other.status, code: codeOf(other), message: messageOf(other) };
    return isBefore(told) ? other : exchange.response;
  });
}

/** Acts on a condition that the product does not read, as if it were not met. */
function actingOn(field: string, when: When = () => true): Attachment {
  return around(done(all(sends(field), when)), ({ request, world, undo }) => {
    undo();
    return correlate(request, respondEmpty(request.method === 'GET' ? 304 : 412), quiet(world));
  });
}
