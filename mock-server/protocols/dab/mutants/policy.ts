import { off } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { all, decidedBy, on, refused } from '../../../kernel/bugs/when.ts';
import { carryingOut } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { refuse, refuseForbidden } from '../errors.ts';
import type { Action } from '../model/entity.ts';
import { isSelected } from '../model/policy.ts';
import { fromV2, inV21 } from './around/editions.ts';
import { rowOf, updates, withoutRole } from './around/exchanges.ts';
import { refusingWith } from './around/refusals.ts';
import { writingAnyway } from './around/write-anyway.ts';

/** Bugs of database policies. */
export const policyMutants: readonly Mutant[] = mutantsOf(
  [
    ['policies-select-nothing', 'Update and delete policies are not looked at.', 'DAB-AUT-014', off('DAB-AUT-014')],
    [
      'put-ignores-policy',
      'A PUT replaces a row that the update policy hides.',
      'DAB-AUT-014',
      off('DAB-AUT-014', 'PUT'),
    ],
    [
      'patch-ignores-policy',
      'A PATCH changes a row that the update policy hides.',
      'DAB-AUT-014',
      off('DAB-AUT-014', 'PATCH'),
    ],
    [
      'star-ignores-policy',
      'An update with If-Match * changes a row that the update policy hides.',
      'DAB-AUT-014',
      off('DAB-AUT-014', 'PUT *', 'PATCH *'),
    ],
    [
      'delete-ignores-policy',
      'A DELETE takes a row that the delete policy hides.',
      'DAB-AUT-014',
      off('DAB-AUT-014', 'DELETE'),
    ],
    ['create-policy-allows-all', 'A create policy is not looked at.', 'DAB-AUT-012', off('DAB-AUT-012')],
    ['read-policy-counts-for-writes-alone', 'A read shows a row that the read policy hides.', 'DAB-AUT-005'],
    ['read-policy-hides-nothing', 'An answer shows a row that the read policy hides.', 'DAB-AUT-005'],
    ['hidden-writes-anyway', 'A write of a hidden row is refused, and yet it is done.', ['DAB-AUT-014', 'DAB-IFM-028']],
    ['hidden-row-is-told', 'A write of a hidden row is refused as forbidden.', 'DAB-AUT-011'],
    ['hidden-row-is-missing', 'A write of a hidden row is refused as one that is not there.', 'DAB-AUT-011'],
    ['policy-looks-at-the-new-row', 'An update policy looks at the row that is to be.', 'DAB-AUT-011'],
    ['create-policy-on-updates', 'A create policy forbids updates as well.', 'DAB-AUT-012'],
    ['refused-create-inserts', 'An insert that a policy forbids is refused, and yet it is done.', 'DAB-AUT-012'],
  ],
  {
    'read-policy-counts-for-writes-alone': off('DAB-AUT-005', 'read'),
    'read-policy-hides-nothing': off('DAB-AUT-005', 'answer'),
    'hidden-writes-anyway': writingAnyway(refused(all(on('PUT', 'PATCH'), decidedBy('DAB-AUT-011')))),
    'hidden-row-is-told': refusingWith(decidedBy('DAB-AUT-011'), (world) =>
      refuseForbidden(world, 'DatabasePolicyFailure'),
    ),
    'hidden-row-is-missing': refusingWith(all(on('PUT', 'PATCH'), decidedBy('DAB-AUT-011')), (world) =>
      refuse(world, 404, 'ItemNotFound', 'Not found'),
    ),
    'policy-looks-at-the-new-row': refusingWith(all(decidedBy(...updates), leavesForbidden('update')), (world) =>
      refuseForbidden(world, 'DatabasePolicyFailure'),
    ),
    'create-policy-on-updates': refusingWith(all(decidedBy(...updates), leavesForbidden('create')), (world) =>
      refuseForbidden(world, 'DatabasePolicyFailure'),
    ),
    'refused-create-inserts': carryingOut(decidedBy('DAB-AUT-012'), withoutRole),
  },
  {
    'policies-select-nothing': fromV2,
    'put-ignores-policy': fromV2,
    'patch-ignores-policy': fromV2,
    'star-ignores-policy': fromV2,
    'delete-ignores-policy': fromV2,
    'create-policy-allows-all': inV21,
    'hidden-row-is-missing': inV21,
    'hidden-writes-anyway': fromV2,
    'create-policy-on-updates': inV21,
    'refused-create-inserts': inV21,
  },
);

/** Did an update leave a row that the policy of this action does not select? */
function leavesForbidden(action: Action): When {
  return (exchange) => {
    const row = rowOf(exchange);
    return row?.is !== undefined && !isSelected(row.call.entity, row.call.role, action, row.is, row.call.world);
  };
}
