import { off } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { notKeeping } from '../../../kernel/bugs/family.ts';
import { all, decidedBy, on, refused } from '../../../kernel/bugs/when.ts';
import { carryingOut } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { refuseForbidden } from '../errors.ts';
import type { Action } from '../model/entity.ts';
import { isSelected } from '../model/policy.ts';
import { rowOf, updates, withoutRole } from './around/exchanges.ts';
import { refusingWith } from './around/refusals.ts';
import { writingAnyway } from './around/write-anyway.ts';

/** Bugs of database policies. */
export const policyMutants: readonly Mutant[] = [
  ...notKeeping({
    'policies-select-nothing': ['DAB-AUT-011', 'Update and delete policies are not looked at.', ['v2', 'v2.1']],
    'create-policy-allows-all': ['DAB-AUT-012', 'A create policy is not looked at.', ['v2.1']],
  }),
  {
    id: 'read-policy-counts-for-writes-alone',
    title: 'A read shows a row that the read policy hides.',
    fails: ['DAB-AUT-005'],
    at: [off('DAB-AUT-005', 'read')],
  },
  {
    id: 'read-policy-hides-nothing',
    title: 'An answer shows a row that the read policy hides.',
    fails: ['DAB-AUT-005'],
    at: [off('DAB-AUT-005', 'answer')],
  },
  {
    id: 'hidden-writes-anyway',
    title: 'A write of a hidden row is refused, and yet it is done.',
    fails: ['DAB-AUT-011', 'DAB-IFM-028'],
    at: [writingAnyway(refused(all(on('PUT', 'PATCH'), decidedBy('DAB-AUT-011'))))],
    editions: ['v2', 'v2.1'],
  },
  {
    id: 'policy-looks-at-the-new-row',
    title: 'An update policy looks at the row that is to be.',
    fails: ['DAB-AUT-011'],
    at: [
      refusingWith(all(decidedBy(...updates), leavesForbidden('update')), (world) =>
        refuseForbidden(world, 'DatabasePolicyFailure'),
      ),
    ],
  },
  {
    id: 'create-policy-on-updates',
    title: 'A create policy forbids updates as well.',
    fails: ['DAB-AUT-012'],
    at: [
      refusingWith(all(decidedBy(...updates), leavesForbidden('create')), (world) =>
        refuseForbidden(world, 'DatabasePolicyFailure'),
      ),
    ],
    editions: ['v2.1'],
  },
  {
    id: 'refused-create-inserts',
    title: 'An insert that a policy forbids is refused, and yet it is done.',
    fails: ['DAB-AUT-012'],
    at: [carryingOut(decidedBy('DAB-AUT-012'), withoutRole)],
    editions: ['v2.1'],
  },
];

/** Did an update leave a row that the policy of this action does not select? */
function leavesForbidden(action: Action): When {
  return (exchange) => {
    const row = rowOf(exchange);
    return row?.is !== undefined && !isSelected(row.call.entity, row.call.role, action, row.is, row.call.world);
  };
}
