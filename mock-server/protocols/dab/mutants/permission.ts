import type { Mutant } from '../../../kernel/protocol-core.ts';
import { bug, inV1, inV21, off } from './mutant.ts';

/** Bugs of roles, permissions and policies. */
export const permissionMutants: readonly Mutant[] = [
  off('one-permission-is-enough', 'A PUT or PATCH needs one of the two permissions.', 'DAB-AUT-001'),
  ...['put', 'patch'].flatMap((method) =>
    ['create', 'update'].map((action) =>
      bug(`${method}-needs-no-${action}`, `A ${method.toUpperCase()} needs no permission to ${action}.`, [
        'DAB-AUT-001',
        'DAB-KLS-006',
      ]),
    ),
  ),
  bug('forbidden-writes-anyway', 'A forbidden write is refused, and yet it is done.', [
    'DAB-AUT-001',
    'DAB-AUT-006',
    'DAB-IFM-026',
    'DAB-KLS-006',
    'DAB-AUT-010',
  ]),
  off('body-before-permission', 'The body is read before the permission is asked for.', 'DAB-AUT-002'),
  bug('permission-before-entity', 'A role is refused before the entity is looked for.', ['DAB-AUT-002']),
  off('writers-read', 'A role that may not read gets the row with its answer.', 'DAB-AUT-003'),
  off('excluded-columns-are-shown', 'An answer shows columns that may not be read.', 'DAB-AUT-004'),
  off(
    'excluded-columns-are-selected',
    'A read shows a column that its role may not read if it is selected.',
    'DAB-AUT-013',
  ),
  bug('reads-show-excluded-columns', 'A read shows every column.', ['DAB-AUT-013']),
  bug('read-policy-counts-for-writes-alone', 'A read shows a row that the read policy hides.', ['DAB-AUT-005']),
  off('read-policy-hides-nothing', 'An answer shows a row that the read policy hides.', 'DAB-AUT-005'),
  off('columns-have-no-permissions', 'Permissions on columns are not looked at.', 'DAB-AUT-006'),
  bug('keys-have-no-permissions', 'Permissions on columns of the URL are not looked at.', ['DAB-AUT-006']),
  bug('columns-need-one-permission', 'A column needs to be allowed for one of the two actions.', ['DAB-AUT-006']),
  off('odd-role-headers-are-ignored', 'A doubled, empty or foreign role header is let through.', 'DAB-AUT-007'),
  bug('first-of-two-roles-counts', 'Of two role headers the first counts.', ['DAB-AUT-007']),
  bug('empty-role-is-none', 'An empty role header counts as none.', ['DAB-AUT-007']),
  bug('roles-need-not-be-held', 'A caller gets a role that it does not hold.', ['DAB-AUT-007']),
  bug('no-base64-is-401', 'A principal that is no base64 is answered 401.', ['DAB-AUT-009']),
  bug('no-json-is-500', 'A principal that is no JSON is answered 500.', ['DAB-AUT-009']),
  bug('refused-role-writes-anyway', 'A refused role header is refused, and yet the write is done.', [
    'DAB-AUT-007',
    'DAB-AUT-009',
  ]),
  off('anonymous-callers-are-refused', 'An anonymous caller that asks for a role is refused.', 'DAB-AUT-008'),
  off('broken-principals-are-anonymous', 'A principal that cannot be read counts as none.', 'DAB-AUT-009'),
  off('roles-have-a-case', 'Roles are looked up letter by letter.', 'DAB-AUT-010'),
  bug('roles-inherit-nothing', 'A role without permissions of its own has none.', ['DAB-AUT-010']),
  bug(
    'roles-inherit-in-1-x',
    'A role without permissions of its own has those of everybody in 1.x.',
    ['DAB-AUT-010'],
    inV1,
  ),
  off('policies-select-nothing', 'Update and delete policies are not looked at.', 'DAB-AUT-011', {
    editions: ['v2', 'v2.1'],
  }),
  bug(
    'hidden-writes-anyway',
    'A write of a hidden row is refused, and yet it is done.',
    ['DAB-AUT-011', 'DAB-IFM-028'],
    { editions: ['v2', 'v2.1'] },
  ),
  bug('policy-looks-at-the-new-row', 'An update policy looks at the row that is to be.', ['DAB-AUT-011']),
  off('create-policy-allows-all', 'A create policy is not looked at.', 'DAB-AUT-012', inV21),
  bug('create-policy-on-updates', 'A create policy forbids updates as well.', ['DAB-AUT-012'], inV21),
  bug(
    'refused-create-inserts',
    'An insert that a policy forbids is refused, and yet it is done.',
    ['DAB-AUT-012'],
    inV21,
  ),
];
