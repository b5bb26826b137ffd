import { type HttpRequest, type HttpResponse, headerValue } from '../../../../core/http.ts';
import { around, atSeam, type Exchange, off } from '../../../kernel/bug.ts';
import { withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { family, notKeeping } from '../../../kernel/bugs/family.ts';
import { all, answered, decidedBy, on, refused, sends } from '../../../kernel/bugs/when.ts';
import { carryingOut, taking, withoutField } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { refuseEmpty, refuseForbidden } from '../errors.ts';
import * as seams from '../seams.ts';
import { callOf, roleField, withoutRole } from './around/exchanges.ts';
import { messageOf, refusingWith } from './around/refusals.ts';

/** The rules that an upsert needs both permissions: plainly, without a key, with a star. */
const upsertRules = ['DAB-AUT-001', 'DAB-KLS-006', 'DAB-IFM-026'];

/** Bugs of roles, permissions and policies. */
export const permissionMutants: readonly Mutant[] = [
  ...notKeeping({
    'one-permission-is-enough': ['DAB-AUT-001', 'A PUT or PATCH needs one of the two permissions.'],
    'writers-read': ['DAB-AUT-003', 'A role that may not read gets the row with its answer.'],
    'excluded-columns-are-shown': ['DAB-AUT-004', 'An answer shows columns that may not be read.'],
    'excluded-columns-are-selected': [
      'DAB-AUT-013',
      'A read shows a column that its role may not read if it is selected.',
    ],
    'columns-have-no-permissions': ['DAB-AUT-006', 'Permissions on columns are not looked at.'],
    'odd-role-headers-are-ignored': ['DAB-AUT-007', 'A doubled, empty or foreign role header is let through.'],
    'roles-have-a-case': ['DAB-AUT-010', 'Roles are looked up letter by letter.'],
  }),
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
  {
    id: 'forbidden-writes-anyway',
    title: 'A forbidden write is refused, and yet it is done.',
    fails: ['DAB-AUT-001', 'DAB-AUT-006', 'DAB-IFM-026', 'DAB-KLS-006', 'DAB-AUT-010'],
    at: [
      carryingOut(answered(all(on('POST', 'PUT', 'PATCH'), decidedBy('DAB-AUT-002', 'DAB-AUT-006')), 403), withoutRole),
    ],
  },
  {
    id: 'body-before-permission',
    title: 'The body is read before the permission is asked for.',
    fails: ['DAB-AUT-002'],
    at: [around(all(on('POST', 'PUT', 'PATCH'), decidedBy('DAB-AUT-002')), bodyFirst)],
  },
  {
    id: 'permission-before-entity',
    title: 'A role is refused before the entity is looked for.',
    fails: ['DAB-AUT-002'],
    at: [
      refusingWith(
        all(decidedBy('DAB-RTE-001', 'DAB-RTE-003'), ({ request }) =>
          /^(?!anonymous$|authenticated$)./.test(headerValue(request.headers, roleField) ?? ''),
        ),
        refuseForbidden,
      ),
    ],
  },
  {
    id: 'reads-show-excluded-columns',
    title: 'A read shows every column.',
    fails: ['DAB-AUT-013'],
    at: [
      taking(
        all(on('GET'), (exchange) => {
          const call = callOf(exchange);
          return (call?.entity.roles[call.role]?.read?.exclude.length ?? 0) > 0;
        }),
        withoutRole,
      ),
    ],
  },
  {
    id: 'keys-have-no-permissions',
    title: 'Permissions on columns of the URL are not looked at.',
    fails: ['DAB-AUT-006'],
    at: [
      atSeam(seams.forbiddenColumns, (forbidden, { entity }) =>
        forbidden.filter(({ column }) => !entity.key.includes(column)),
      ),
    ],
  },
  {
    id: 'columns-need-one-permission',
    title: 'A column needs to be allowed for one of the two actions.',
    fails: ['DAB-AUT-006'],
    at: [
      atSeam(
        seams.forbiddenColumns,
        (forbidden) => (new Set(forbidden.map(({ action }) => action)).size > 1 ? forbidden : []),
        ({ method }) => method !== 'POST',
      ),
    ],
  },
  {
    id: 'first-of-two-roles-counts',
    title: 'Of two role headers the first counts.',
    fails: ['DAB-AUT-007'],
    at: [off('DAB-AUT-007', 'doubled')],
  },
  {
    id: 'empty-role-is-none',
    title: 'An empty role header counts as none.',
    fails: ['DAB-AUT-007'],
    at: [off('DAB-AUT-007', 'empty')],
  },
  {
    id: 'roles-need-not-be-held',
    title: 'A caller gets a role that it does not hold.',
    fails: ['DAB-AUT-007'],
    at: [off('DAB-AUT-007', 'not-held')],
  },
  {
    id: 'no-base64-is-401',
    title: 'A principal that is no base64 is answered 401.',
    fails: ['DAB-AUT-009'],
    at: [withStatus(401, answered(decidedBy('DAB-AUT-009'), 500))],
  },
  {
    id: 'no-json-is-500',
    title: 'A principal that is no JSON is answered 500.',
    fails: ['DAB-AUT-009'],
    at: [withStatus(500, answered(decidedBy('DAB-AUT-009'), 401))],
  },
  {
    id: 'refused-role-writes-anyway',
    title: 'A refused role header is refused, and yet the write is done.',
    fails: ['DAB-AUT-007', 'DAB-AUT-009'],
    at: [
      carryingOut(
        refused(all(on('POST', 'PUT', 'PATCH', 'DELETE'), decidedBy('DAB-AUT-007', 'DAB-AUT-009'))),
        asNobody,
      ),
    ],
  },
  {
    id: 'anonymous-callers-are-refused',
    title: 'An anonymous caller that asks for a role is refused.',
    fails: ['DAB-AUT-008'],
    at: [refusingWith(all(decidedBy('DAB-AUT-008'), sends(roleField)), refuseEmpty(403))],
  },
  {
    id: 'broken-principals-are-anonymous',
    title: 'A principal that cannot be read counts as none.',
    fails: ['DAB-AUT-009'],
    at: [taking(decidedBy('DAB-AUT-009'), asNobody)],
  },
  {
    id: 'roles-inherit-nothing',
    title: 'A role without permissions of its own has none.',
    fails: ['DAB-AUT-010'],
    at: [atSeam(seams.permissionsOfUnlistedRole, () => 'none' as const)],
  },
  {
    id: 'roles-inherit-in-1-x',
    title: 'A role without permissions of its own has those of everybody in 1.x.',
    fails: ['DAB-AUT-010'],
    at: [atSeam(seams.permissionsOfUnlistedRole, () => 'all' as const)],
    editions: ['v1'],
  },
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
