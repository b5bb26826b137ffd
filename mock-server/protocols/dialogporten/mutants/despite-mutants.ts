import type { RuleId } from '../../../../core/rule.ts';
import { type MutantRow, mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { answered, decidedBy } from '../../../kernel/bugs/when.ts';
import { carryingOut } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { newRevision } from '../model/revision.ts';
import { silently, touching, unconditionally, writingRow } from './attach.ts';
import { asAdmin, asChanger, carryingOutFor, firstOwner, mighty } from './callers.ts';
import { anything, byOtherOwner, complains, got, isDeleted, labelWrites, leaving, where } from './when.ts';

/** Writes that are refused for their condition, and carried out without it. */
const uncondition: readonly (readonly [id: string, title: string, rule: RuleId, kind: string, status: number])[] = [
  [
    'activity-added-despite-412',
    'An old revision is refused, and the activity is added all the same.',
    'DP-CC-011',
    'activity',
    412,
  ],
  [
    'transmission-added-despite-412',
    'An old revision is refused, and the transmission is added all the same.',
    'DP-CC-012',
    'transmission',
    412,
  ],
  ['delete-done-despite-412', 'An old revision is refused, and the delete done.', 'DP-CC-014', 'delete', 412],
  ['delete-done-despite-400', 'A condition that is none is refused, and the delete done.', 'DP-CC-006', 'delete', 400],
  ['purge-done-despite-412', 'An old revision is refused, and the purge done.', 'DP-CC-015', 'purge', 412],
  ['purge-done-despite-400', 'A condition that is none is refused, and the purge done.', 'DP-CC-006', 'purge', 400],
  ['restore-done-despite-412', 'An old revision is refused, and the restore done.', 'DP-CC-015', 'restore', 412],
  [
    'restore-done-despite-400',
    'A condition that is none is refused, and the restore done.',
    'DP-CC-006',
    'restore',
    400,
  ],
  ['freeze-done-despite-412', 'An old revision is refused, and the freeze done.', 'DP-CC-015', 'freeze', 412],
  ['freeze-done-despite-400', 'A condition that is none is refused, and the freeze done.', 'DP-CC-006', 'freeze', 400],
  [
    'transmission-done-despite-412',
    'An old revision is refused, and the transmission done.',
    'DP-CC-012',
    'transmission',
    412,
  ],
  [
    'put-transmission-done-despite-412',
    'An old revision is refused, and the put-transmission done.',
    'DP-TX-006',
    'put-transmission',
    412,
  ],
  [
    'labels-done-despite-412',
    'An old revision of labels is refused, and the labels changed.',
    'DP-CC-021',
    'labels',
    412,
  ],
  [
    'system-labels-done-despite-412',
    'An old revision is refused, and the system labels changed.',
    'DP-CC-021',
    'system-labels',
    412,
  ],
];

/** Bugs of refusals: what is refused is done all the same. */
export const despiteMutants: readonly Mutant[] = mutantsOf(
  [
    ...uncondition.map(
      ([id, title, rule, kind, status]): MutantRow => [
        id,
        title,
        rule,
        carryingOut(got(kind, status), unconditionally),
      ],
    ),
    ['transmission-done-despite-400', 'A condition that is none is refused, and the transmission done.', 'DP-CC-006'],
    [
      'put-transmission-done-despite-400',
      'A condition that is none is refused, and the put-transmission done.',
      'DP-CC-006',
    ],
    ['labels-done-despite-400', 'A condition that is none is refused, and the labels changed.', 'DP-CC-005'],
    ['labels-changed-despite-404', 'Labels of a deleted dialog are refused and changed.', 'DP-DEL-003'],
    ['label-added-despite-400', 'A label is refused, and added all the same.', 'DP-LBL-002'],
    ['done-despite-401', 'A request without a token is refused and carried out.', 'DP-AUTH-001'],
    ['done-despite-403', 'A request without the scope is refused and carried out.', 'DP-AUTH-002'],
    ['done-for-end-users-despite-403', 'A request of an end user is refused and carried out.', 'DP-AUTH-003'],
    ['done-despite-404', 'A dialog of another owner is unknown, and changes all the same.', 'DP-AUTH-005'],
    ['done-aloud-despite-400', 'A transmission that is replaced aloud is refused and replaced.', 'DP-TX-006'],
    [
      'transmission-changed-despite-403',
      'The replacement of a transmission is refused, and happens all the same.',
      'DP-AUTH-008',
    ],
    ['transmission-replaced-despite-403', 'A transmission of a frozen dialog is refused and replaced.', 'DP-DEL-008'],
    ['deleted-despite-403', 'Deleting is forbidden, and happens all the same.', 'DP-DEL-008'],
    ['deleted-again-despite-410', 'A second DELETE is refused, and gives the dialog a new revision.', 'DP-DEL-002'],
    ['frozen-despite-403', 'Freezing is forbidden, and happens all the same.', 'DP-AUTH-009'],
  ],
  {
    'transmission-done-despite-400': carryingOut(
      where(got('transmission', 400), complains(/^If-Match$/)),
      unconditionally,
    ),
    'put-transmission-done-despite-400': carryingOut(
      where(got('put-transmission', 400), complains(/^If-Match$/)),
      unconditionally,
    ),
    'labels-done-despite-400': carryingOut(where(got('labels', 400), complains(/^If-Match$/)), unconditionally),
    'labels-changed-despite-404': writingRow(
      leaving(answered(labelWrites, 404), isDeleted),
      (_row, _old, { world }) => ({ serviceOwnerRevision: newRevision(world) }),
    ),
    'label-added-despite-400': writingRow(
      where(got('labels', 400), complains(/^dto\b|^value$/)),
      (row, _old, { world }) => ({
        serviceOwnerLabels: [...row.serviceOwnerLabels, 'another'],
        serviceOwnerRevision: newRevision(world),
      }),
    ),
    'done-despite-401': carryingOutFor(answered(anything, 401), () => mighty),
    'done-despite-403': carryingOutFor(where(answered(anything, 403), decidedBy('DP-AUTH-002')), () => mighty),
    'done-for-end-users-despite-403': carryingOutFor(
      where(answered(anything, 403), decidedBy('DP-AUTH-003')),
      () => mighty,
    ),
    'done-despite-404': carryingOutFor(where(answered(anything, 404), byOtherOwner), () => firstOwner),
    'done-aloud-despite-400': carryingOut(
      where(got('put-transmission', 400), complains(/^isSilentUpdate$/)),
      silently(true),
    ),
    'transmission-changed-despite-403': carryingOutFor(
      where(got('put-transmission', 403), decidedBy('DP-AUTH-008')),
      asChanger,
      silently(true),
    ),
    'transmission-replaced-despite-403': carryingOutFor(
      where(got('put-transmission', 403), decidedBy('DP-DEL-008')),
      asAdmin,
    ),
    'deleted-despite-403': carryingOutFor(got('delete', 403), asAdmin),
    'deleted-again-despite-410': touching(got('delete', 410)),
    'frozen-despite-403': carryingOutFor(got('freeze', 403), asAdmin),
  },
);
