import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { answered, decidedBy } from '../../../kernel/bugs/when.ts';
import { carryingOut } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { silently, touching, unconditionally } from './attach.ts';
import { complains, got, idTaken, inBody, not, updates, where, writes } from './when.ts';
import { addingAnyway, creatingAnyway, updatingAnyway } from './written-anyway.ts';

/** Could the body not be read? */
const unreadable: When = (exchange) =>
  exchange.request.method === 'PUT'
    ? !complains(/^(dto\b|If-Match|isSilentUpdate|dialogId)/)(exchange)
    : complains(/^patchDocument$/)(exchange);

/** Bugs of refusals of updates, creates and children: what is refused is written all the same. */
export const writesDespiteMutants: readonly Mutant[] = mutantsOf(
  [
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
    'write-despite-415': touching(answered(writes('put', 'patch', 'activity', 'transmission', 'labels'), 415)),
    'write-despite-unreadable-body': touching(where(answered(updates, 400, 500), unreadable)),
    'created-despite-400': creatingAnyway(got('post', 400)),
    'created-despite-403': creatingAnyway(got('post', 403)),
    'created-despite-409': creatingAnyway(got('post', 409)),
    'created-despite-422': creatingAnyway(where(got('post', 422), not(idTaken))),
    'activity-added-despite-400': addingAnyway(
      'activities',
      where(got('activity', 400), complains(/^(activity\b|If-Match|isSilentUpdate)/)),
    ),
    'activity-added-despite-403': addingAnyway(
      'activities',
      where(got('activity', 403), not(decidedBy('DP-AUTH-002', 'DP-AUTH-003'))),
    ),
    'activity-added-despite-410': addingAnyway('activities', got('activity', 410)),
    'activity-added-despite-422': addingAnyway('activities', where(got('activity', 422), not(idTaken))),
    'transmission-added-despite-400': addingAnyway(
      'transmissions',
      where(got('transmission', 400), complains(/^(transmissions\b|If-Match|isSilentUpdate)/)),
    ),
    'transmission-added-despite-403': addingAnyway(
      'transmissions',
      where(got('transmission', 403), not(decidedBy('DP-AUTH-002', 'DP-AUTH-003'))),
    ),
    'transmission-added-despite-409': addingAnyway('transmissions', got('transmission', 409)),
    'transmission-added-despite-410': addingAnyway('transmissions', got('transmission', 410)),
    'transmission-added-despite-422': addingAnyway('transmissions', where(got('transmission', 422), not(idTaken))),
    'patch-keeps-good-operations': updatingAnyway(decidedBy('DP-PATCH-010')),
    'failed-patch-touches-dialog': touching(decidedBy('DP-PATCH-010')),
  },
  {
    'write-despite-412': { editions: ['current', 'documented'] },
  },
);
