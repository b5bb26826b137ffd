import type { RuleId } from '../../../../core/rule.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { type MutantRow, mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { answered, decidedBy } from '../../../kernel/bugs/when.ts';
import { carryingOut } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { newRevision } from '../model/revision.ts';
import {
  asAdmin,
  asChanger,
  carryingOutFor,
  firstOwner,
  silently,
  touching,
  unconditionally,
  writingRow,
} from './attach.ts';
import {
  anything,
  byOtherOwner,
  complains,
  got,
  idTaken,
  inBody,
  isDeleted,
  labelWrites,
  leaving,
  not,
  updates,
  where,
  writes,
} from './when.ts';
import { addingAnyway, creatingAnyway, updatingAnyway } from './written-anyway.ts';

/** Could the body not be read? */
const unreadable: When = (exchange) =>
  exchange.request.method === 'PUT'
    ? !complains(/^(dto\b|If-Match|isSilentUpdate|dialogId)/)(exchange)
    : complains(/^patchDocument$/)(exchange);
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
    [
      'write-despite-unbound',
      'A condition that cannot be read is refused, and the write happens all the same.',
      ['DP-CC-005', 'DP-CC-006'],
    ],
    ['write-despite-412', 'An old revision is refused, and the write happens all the same.', 'DP-CC-002'],
    ['write-despite-410', 'A change of a deleted dialog is refused and made.', 'DP-DEL-003'],
    ['write-despite-400', 'An update is refused as invalid, and happens all the same.', 'DP-ERR-010'],
    ['write-despite-403', 'An update is forbidden, and happens all the same.', 'DP-AUTH-007'],
    [
      'write-despite-422',
      'A domain error is reported, and the write happens all the same.',
      ['DP-PUT-012', 'DP-PUT-013', 'DP-PUT-019', 'DP-PUT-021'],
    ],
    [
      'updated-despite-taken-id',
      'A taken id of a child is reported, and the update happens all the same.',
      'DP-ID-005',
    ],
    ['write-despite-415', 'A media type is refused, and the dialog is touched.', 'DP-ERR-012'],
    [
      'write-despite-unreadable-body',
      'A body that cannot be read is refused, and the dialog is touched.',
      'DP-ERR-007',
    ],
    ['created-despite-400', 'A create is refused as invalid, and the dialog is there all the same.', 'DP-CR-005'],
    ['created-despite-403', 'A create is forbidden, and the dialog is there all the same.', 'DP-AUTH-006'],
    ['created-despite-409', 'A create with a taken key is refused, and there are two dialogs.', 'DP-ID-007'],
    ['created-despite-422', 'A create is refused with 422, and the dialog is there all the same.', 'DP-CR-011'],
    ['activity-added-despite-400', 'An activity is invalid, and added all the same.', ['DP-CR-019', 'DP-CR-020']],
    ['activity-added-despite-403', 'An activity is forbidden, and added all the same.', 'DP-AUTH-007'],
    ['activity-added-despite-410', 'An activity of a deleted dialog is refused and added.', 'DP-DEL-003'],
    ['activity-added-despite-422', 'An unknown transmission is reported, and the activity added.', 'DP-ACT-005'],
    ['transmission-added-despite-400', 'A transmission is invalid, and added all the same.', 'DP-TX-002'],
    ['transmission-added-despite-403', 'A transmission is forbidden, and added all the same.', 'DP-DEL-008'],
    ['transmission-added-despite-409', 'A taken key is reported, and the transmission added.', 'DP-TX-003'],
    ['transmission-added-despite-410', 'A transmission of a deleted dialog is refused and added.', 'DP-DEL-003'],
    ['transmission-added-despite-422', 'A related transmission is not there, and the new one is added.', 'DP-TX-005'],
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
    ['patch-keeps-good-operations', 'What a failing PATCH did before it failed stays.', 'DP-PATCH-007'],
    [
      'failed-patch-touches-dialog',
      'A PATCH that fails gives the dialog a new revision.',
      ['DP-PATCH-007', 'DP-PATCH-009'],
    ],
  ],
  {
    'write-despite-unbound': carryingOut(
      where(answered(updates, 400), complains(/^(If-Match|isSilentUpdate)$/)),
      (exchange) => silently(false)({ ...exchange, request: unconditionally(exchange) }),
    ),
    'write-despite-412': carryingOut(answered(updates, 412), unconditionally),
    'write-despite-410': updatingAnyway(answered(updates, 410)),
    'write-despite-400': updatingAnyway(where(answered(updates, 400), inBody)),
    'write-despite-403': updatingAnyway(where(answered(updates, 403), decidedBy('DP-AUTH-007', 'DP-DEL-008'))),
    'write-despite-422': updatingAnyway(where(answered(updates, 422), not(idTaken))),
    'updated-despite-taken-id': updatingAnyway(where(answered(updates, 422), idTaken)),
    'write-despite-415': touching(answered(writes('put', 'patch', 'activity', 'transmission'), 415)),
    'write-despite-unreadable-body': touching(where(answered(updates, 400, 500), unreadable)),
    'created-despite-400': creatingAnyway(got('post', 400)),
    'created-despite-403': creatingAnyway(got('post', 403)),
    'created-despite-409': creatingAnyway(got('post', 409)),
    'created-despite-422': creatingAnyway(where(got('post', 422), not(idTaken))),
    'activity-added-despite-400': addingAnyway(
      'activities',
      where(got('activity', 400), complains(/^(activity\b|If-Match)/)),
    ),
    'activity-added-despite-403': addingAnyway(
      'activities',
      where(got('activity', 403), not(decidedBy('DP-AUTH-002', 'DP-AUTH-003'))),
    ),
    'activity-added-despite-410': addingAnyway('activities', got('activity', 410)),
    'activity-added-despite-422': addingAnyway('activities', where(got('activity', 422), not(idTaken))),
    'transmission-added-despite-400': addingAnyway(
      'transmissions',
      where(got('transmission', 400), complains(/^(transmissions\b|If-Match)/)),
    ),
    'transmission-added-despite-403': addingAnyway(
      'transmissions',
      where(got('transmission', 403), not(decidedBy('DP-AUTH-002', 'DP-AUTH-003'))),
    ),
    'transmission-added-despite-409': addingAnyway('transmissions', got('transmission', 409)),
    'transmission-added-despite-410': addingAnyway('transmissions', got('transmission', 410)),
    'transmission-added-despite-422': addingAnyway('transmissions', where(got('transmission', 422), not(idTaken))),
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
    'done-despite-401': carryingOutFor(answered(anything, 401), () => firstOwner),
    'done-despite-403': carryingOutFor(where(answered(anything, 403), decidedBy('DP-AUTH-002')), () => firstOwner),
    'done-for-end-users-despite-403': carryingOutFor(
      where(answered(anything, 403), decidedBy('DP-AUTH-003')),
      () => firstOwner,
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
    'patch-keeps-good-operations': updatingAnyway(decidedBy('DP-PATCH-010')),
    'failed-patch-touches-dialog': touching(decidedBy('DP-PATCH-010')),
  },
  {
    'write-despite-412': { editions: ['current', 'documented'] },
  },
);
