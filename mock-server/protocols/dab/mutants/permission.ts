import { type HttpRequest, type HttpResponse, headerValue } from '../../../../core/http.ts';
import { around, atSeam, type Exchange, off } from '../../../kernel/bug.ts';
import { withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { family } from '../../../kernel/bugs/family.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { all, answered, decidedBy, done, on, refused, sends } from '../../../kernel/bugs/when.ts';
import { carryingOut, taking, withoutField } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { refuseEmpty, refuseForbidden } from '../errors.ts';
import type { Permissions } from '../model/entity.ts';
import * as seams from '../seams.ts';
import { inV1 } from './around/editions.ts';
import { callOf, hasNoRow, isUnchanged, roleField, withoutRole } from './around/exchanges.ts';
import { messageOf, refusingWith } from './around/refusals.ts';

/** The rules that an upsert needs both permissions: plainly, without a key, with a star. */
const upsertRules = ['DAB-AUT-001', 'DAB-KLS-006', 'DAB-IFM-026'];

/** Bugs of roles, permissions and policies. */
export const permissionMutants: readonly Mutant[] = [
  ...mutantsOf(
    [
      ['one-permission-is-enough', 'A PUT or PATCH needs one of the two permissions.', 'DAB-AUT-001'],
      ['writers-read', 'A role that may not read gets the row with its answer.', 'DAB-AUT-003', off('DAB-AUT-003')],
      [
        'repeaters-read',
        'A role that may not read gets the row with the answer to a write that changes nothing.',
        'DAB-AUT-003',
        taking(all(on('PUT', 'PATCH'), decidedBy('DAB-AUT-003'), isUnchanged), withoutRole),
      ],
      ['excluded-columns-are-shown', 'An answer shows columns that may not be read.', 'DAB-AUT-004'],
      [
        'excluded-columns-are-selected',
        'A read shows a column that its role may not read if it is selected.',
        'DAB-AUT-013',
      ],
      ['columns-have-no-permissions', 'Permissions on columns are not looked at.', 'DAB-AUT-006', off('DAB-AUT-006')],
      ['odd-role-headers-are-ignored', 'A doubled, empty or foreign role header is let through.', 'DAB-AUT-007'],
      ['roles-have-a-case', 'Roles are looked up letter by letter.', 'DAB-AUT-010', off('DAB-AUT-010')],
      [
        'forbidden-writes-anyway',
        'A forbidden write is refused, and yet it is done.',
        ['DAB-AUT-001', 'DAB-AUT-006', 'DAB-IFM-026', 'DAB-KLS-006', 'DAB-AUT-010'],
      ],
      ['body-before-permission', 'The body is read before the permission is asked for.', 'DAB-AUT-002'],
      ['permission-before-entity', 'A role is refused before the entity is looked for.', 'DAB-AUT-002'],
      ['reads-show-excluded-columns', 'A read shows every column.', 'DAB-AUT-013'],
      ['keys-have-no-permissions', 'Permissions on columns of the URL are not looked at.', 'DAB-AUT-006'],
      ['columns-need-one-permission', 'A column needs to be allowed for one of the two actions.', 'DAB-AUT-006'],
      ['first-of-two-roles-counts', 'Of two role headers the first counts.', 'DAB-AUT-007'],
      ['empty-role-is-none', 'An empty role header counts as none.', 'DAB-AUT-007', off('DAB-AUT-007', 'empty')],
      ['roles-need-not-be-held', 'A caller gets a role that it does not hold.', 'DAB-AUT-007'],
      ['no-base64-is-401', 'A principal that is no base64 is answered 401.', 'DAB-AUT-009'],
      ['no-json-is-500', 'A principal that is no JSON is answered 500.', 'DAB-AUT-009'],
      [
        'refused-role-writes-anyway',
        'A refused role header is refused, and yet the write is done.',
        ['DAB-AUT-007', 'DAB-AUT-009'],
      ],
      ['anonymous-callers-are-refused', 'An anonymous caller that asks for a role is refused.', 'DAB-AUT-008'],
      ['broken-principals-are-anonymous', 'A principal that cannot be read counts as none.', 'DAB-AUT-009'],
      ['permissions-are-for-upserts', 'A GET, POST or DELETE needs no permission.', 'DAB-AUT-015'],
      ['json-before-permission', 'A body that is an object is read before the permission.', 'DAB-AUT-002'],
      ['hidden-columns-hide-locations', 'A POST has no Location where any column may not be read.', 'DAB-AUT-004'],
      ['inserts-show-excluded-columns', 'The answer to an insert shows columns that may not be read.', 'DAB-AUT-004'],
      ['lists-ignore-read-policies', 'A list shows rows that the read policy hides.', 'DAB-AUT-005'],
      ['lists-show-excluded-columns', 'A list shows every column.', 'DAB-AUT-013'],
      ['lists-select-excluded-columns', 'A list shows a selected column that its role may not read.', 'DAB-AUT-013'],
      ['inserts-need-no-update-of-columns', 'A column of an insert need not be allowed for updates.', 'DAB-AUT-006'],
      ['roles-inherit-nothing', 'A role without permissions of its own has none.', 'DAB-AUT-010'],
      ['roles-inherit-in-1-x', 'A role without permissions of its own has those of everybody in 1.x.', 'DAB-AUT-010'],
    ],
    {
      'one-permission-is-enough': off('DAB-AUT-001'),
      'excluded-columns-are-shown': off('DAB-AUT-004'),
      'excluded-columns-are-selected': off('DAB-AUT-013'),
      'odd-role-headers-are-ignored': off('DAB-AUT-007'),
      'forbidden-writes-anyway': carryingOut(
        answered(all(on('POST', 'PUT', 'PATCH'), decidedBy('DAB-AUT-002', 'DAB-AUT-006')), 403),
        withoutRole,
      ),
      'body-before-permission': around(all(on('POST', 'PUT', 'PATCH'), decidedBy('DAB-AUT-002')), bodyFirst),
      'permission-before-entity': refusingWith(
        all(decidedBy('DAB-RTE-001', 'DAB-RTE-003'), ({ request }) =>
          /^(?!anonymous$|authenticated$)./.test(headerValue(request.headers, roleField) ?? ''),
        ),
        refuseForbidden,
      ),
      'reads-show-excluded-columns': taking(all(on('GET'), hidesColumns), withoutRole),
      'keys-have-no-permissions': atSeam(seams.forbiddenColumns, (forbidden, { entity }) =>
        forbidden.filter(({ column }) => !entity.key.includes(column)),
      ),
      'columns-need-one-permission': atSeam(
        seams.forbiddenColumns,
        (forbidden) => (new Set(forbidden.map(({ action }) => action)).size > 1 ? forbidden : []),
        ({ method }) => method !== 'POST',
      ),
      'first-of-two-roles-counts': off('DAB-AUT-007', 'doubled'),
      'roles-need-not-be-held': off('DAB-AUT-007', 'not-held'),
      'no-base64-is-401': withStatus(401, answered(decidedBy('DAB-AUT-009'), 500)),
      'no-json-is-500': withStatus(500, answered(decidedBy('DAB-AUT-009'), 401)),
      'refused-role-writes-anyway': carryingOut(
        refused(all(on('POST', 'PUT', 'PATCH', 'DELETE'), decidedBy('DAB-AUT-007', 'DAB-AUT-009'))),
        asNobody,
      ),
      'anonymous-callers-are-refused': refusingWith(all(decidedBy('DAB-AUT-008'), sends(roleField)), refuseEmpty(403)),
      'broken-principals-are-anonymous': taking(decidedBy('DAB-AUT-009'), asNobody),
      'permissions-are-for-upserts': taking(decidedBy('DAB-AUT-015'), withoutRole),
      'json-before-permission': around(all(on('POST', 'PUT', 'PATCH'), decidedBy('DAB-AUT-002')), (exchange) => {
        const other = exchange.instead(withoutRole(exchange));
        exchange.undo();
        return /^Invalid request body|does not update any/.test(messageOf(other)) ? other : exchange.response;
      }),
      'hidden-columns-hide-locations': atSeam(
        seams.locationOfNew,
        () => '',
        ({ call: { entity, role, request } }) =>
          request.method === 'POST' && (entity.roles[role]?.read?.exclude.length ?? 0) > 0,
      ),
      'inserts-show-excluded-columns': taking(
        answered(all(on('POST', 'PUT', 'PATCH'), hidesColumns), 201),
        withoutRole,
      ),
      'lists-ignore-read-policies': taking(
        done(all(on('GET'), isList, (exchange) => roleIn(exchange)?.read?.policy !== undefined)),
        withoutRole,
      ),
      'lists-show-excluded-columns': taking(done(all(on('GET'), isList, hidesColumns)), withoutRole),
      'lists-select-excluded-columns': taking(answered(all(on('GET'), isList, hidesColumns), 403), withoutRole),
      'inserts-need-no-update-of-columns': taking(
        answered(all(on('PUT', 'PATCH'), decidedBy('DAB-AUT-006'), hasNoRow), 403),
        withoutRole,
      ),
      'roles-inherit-nothing': atSeam(seams.permissionsOfUnlistedRole, () => 'none' as const),
      'roles-inherit-in-1-x': atSeam(seams.permissionsOfUnlistedRole, () => 'all' as const),
    },
    {
      'roles-inherit-in-1-x': inV1,
    },
  ),
  ...family(
    { 'get-needs-no-permission': 'GET', 'post-needs-no-permission': 'POST', 'delete-needs-no-permission': 'DELETE' },
    (method) => ({
      title: `A ${method} needs no permission.`,
      fails: ['DAB-AUT-015'],
      at: [taking(all(on(method), decidedBy('DAB-AUT-015')), withoutRole)],
    }),
  ),
  ...family({ 'forbidden-post-inserts-anyway': 'POST', 'forbidden-delete-deletes-anyway': 'DELETE' }, (method) => ({
    title: `A ${method} that its role may not do is refused, and yet done.`,
    fails: ['DAB-AUT-015'],
    at: [carryingOut(all(on(method), decidedBy('DAB-AUT-015')), withoutRole)],
  })),
  ...family(
    {
      'permission-before-entity-on-get': 'GET',
      'permission-before-entity-on-post': 'POST',
      'permission-before-entity-on-patch': 'PATCH',
      'permission-before-entity-on-delete': 'DELETE',
    },
    (method) => ({
      title: `A ${method} of a role that may not do much is refused before the entity is looked for.`,
      fails: ['DAB-AUT-002'],
      at: [refusingWith(all(on(method), decidedBy('DAB-RTE-001'), sends(roleField)), refuseForbidden)],
    }),
  ),
  ...family({ 'put-columns-have-no-permissions': 'PUT', 'patch-columns-have-no-permissions': 'PATCH' }, (method) => ({
    title: `A ${method} does not look at permissions on columns.`,
    fails: ['DAB-AUT-006'],
    at: [taking(answered(all(on(method), decidedBy('DAB-AUT-006')), 403), withoutRole)],
  })),
  ...family(
    { 'doubled-roles-read': ['GET', 'doubled'], 'empty-roles-write': ['PATCH', 'empty'] } as const,
    ([method, fault]) => ({
      title: `A ${method} with a role header that is ${fault} is done.`,
      fails: ['DAB-AUT-007'],
      at: [
        taking(
          answered(
            all(
              on(method),
              decidedBy('DAB-AUT-007'),
              ({ request }) => (headerValue(request.headers, roleField) === '') === (fault === 'empty'),
            ),
            403,
          ),
          withoutRole,
        ),
      ],
    }),
  ),
  ...family(
    {
      'put-needs-no-create': ['PUT', 'create'],
      'put-needs-no-update': ['PUT', 'update'],
      'patch-needs-no-create': ['PATCH', 'create'],
      'patch-needs-no-update': ['PATCH', 'update'],
    } as const,
    ([method, action]) => ({
      title: `A ${method} needs no permission to ${action}.`,
      fails: ['DAB-AUT-001', 'DAB-KLS-006'],
      at: upsertRules.map((rule) => off(rule, `${method} needs ${action}`)),
    }),
  ),
];

/** The request of somebody who shows no principal and asks for no role. */
function asNobody(exchange: Exchange): HttpRequest {
  return withoutField(withoutRole(exchange), 'x-ms-client-principal');
}

/** The refusal that the body gets from whoever may write; else that for want of permission. */
function bodyFirst(exchange: Exchange): HttpResponse {
  const other = exchange.instead(withoutRole(exchange));
  exchange.undo();
  const unread = /invalid JSON|JSON format|more than one entity|unexpected error/.test(messageOf(other));
  return unread ? other : exchange.response;
}

/** What the role of a request may do with its entity, where it is listed. */
function roleIn(exchange: Exchange): Permissions | undefined {
  const call = callOf(exchange);
  return call?.entity.roles[call.role];
}

function hidesColumns(exchange: Exchange): boolean {
  return (roleIn(exchange)?.read?.exclude.length ?? 0) > 0;
}

function isList(exchange: Exchange): boolean {
  return callOf(exchange)?.keyRoute === '';
}
