import type { Mutant } from '../../../kernel/protocol-core.ts';
import { mutant } from './mutant.ts';

const bugs: readonly (readonly [id: string, title: string, rule: string])[] = [
  ['content-of-update-optional', 'A PUT needs no content.', 'DP-PUT-005'],
  ['title-of-update-optional', 'The content of a PUT needs no title.', 'DP-PUT-005'],
  ['content-of-transmission-optional', 'A transmission needs no content.', 'DP-TX-002'],
  ['title-of-transmission-optional', 'The content of a transmission needs no title.', 'DP-TX-002'],
  ['status-unchecked', 'A PUT needs no status, and takes any number for one.', 'DP-PUT-004'],
  ['unknown-status-is-new', 'A status with an unknown name counts as New.', 'DP-PUT-004'],
  ['doubled-activities-accepted', 'A PUT may hold two activities with one id.', 'DP-PUT-014'],
  ['doubled-transmissions-accepted', 'A PUT may hold two transmissions with one id.', 'DP-PUT-014'],
  ['deleted-before-invalid', 'A deleted dialog is reported before an invalid body.', 'DP-PUT-003'],
  ['past-dueAt-accepted-on-update', 'A due date may be moved into the past.', 'DP-PUT-015'],
  ['past-expiresAt-accepted-on-update', 'An expiry date may be moved into the past.', 'DP-PUT-015'],
  ['past-dates-must-be-renewed', 'A date of the past has to be renewed with every update.', 'DP-PUT-015'],
  ['administrators-past-dates-refused-on-update', 'Administrators cannot move dates into the past.', 'DP-PUT-015'],
  ['due-before-opening-on-update', 'An update may make a dialog due before it opens.', 'DP-PUT-016'],
  ['expiry-before-opening-on-update', 'An update may let a dialog expire before it opens.', 'DP-PUT-016'],
  ['patch-only-on-the-surface', 'A PATCH reaches members of the dialog alone.', 'DP-PATCH-004'],
  ['three-operations-at-most', 'A PATCH carries out three operations and drops the rest.', 'DP-PATCH-016'],
  ['removal-does-nothing', 'A removal is acknowledged and forgotten.', 'DP-PATCH-005'],
  ['removal-of-absent-is-a-fault', 'The removal of what is absent is refused.', 'DP-PATCH-005'],
  ['lists-cannot-be-removed', 'A PATCH cannot remove a list.', 'DP-PATCH-005'],
  ['patch-paths-in-one-case', 'A PATCH knows names in their own spelling only.', 'DP-PATCH-005'],
  ['patch-of-unknown-is-204', 'The PATCH of an unknown dialog is acknowledged.', 'DP-PATCH-012'],
  ['unreadable-patch-is-empty', 'A PATCH that cannot be read counts as an empty one.', 'DP-PATCH-013'],
  ['faulty-operations-skipped', 'An operation that cannot be carried out is skipped.', 'DP-PATCH-013'],
  ['nothing-can-be-added', 'A PATCH cannot add to a list.', 'DP-PATCH-015'],
  ['copy-moves', 'A copy takes its source away.', 'DP-PATCH-015'],
  ['move-copies', 'A move leaves its source.', 'DP-PATCH-015'],
  ['purge-ignores-its-condition', 'A purge does not look at its If-Match.', 'DP-CC-015'],
  ['restore-ignores-its-condition', 'A restoration does not look at its If-Match.', 'DP-CC-015'],
  ['freeze-ignores-its-condition', 'Freezing does not look at its If-Match.', 'DP-CC-015'],
  [
    'put-transmission-ignores-its-condition',
    'The replacement of a transmission does not look at If-Match.',
    'DP-TX-006',
  ],
  ...['delete', 'purge', 'restore', 'freeze', 'transmission', 'put-transmission'].flatMap((kind) => {
    const rule =
      { delete: 'DP-CC-014', transmission: 'DP-CC-012', 'put-transmission': 'DP-TX-006' }[kind] ?? 'DP-CC-015';
    return [
      [`${kind}-done-despite-412`, `An old revision is refused, and the ${kind} done.`, rule],
      [`${kind}-done-despite-400`, `A condition that is none is refused, and the ${kind} done.`, 'DP-CC-006'],
    ] as const;
  }),
  ['labels-done-despite-412', 'An old revision of labels is refused, and the labels changed.', 'DP-CC-021'],
  ['labels-done-despite-400', 'A condition that is none is refused, and the labels changed.', 'DP-CC-005'],
  ['system-labels-done-despite-412', 'An old revision is refused, and the system labels changed.', 'DP-CC-021'],
  ['freeze-without-etag', 'Freezing is answered without an ETag.', 'DP-CC-015'],
  ['activity-revision-first', 'The revision of a new activity is compared before all else.', 'DP-CC-017'],
  ['transmission-key-before-revision', 'A taken key is reported before an old revision.', 'DP-CC-017'],
  ['no-op-skips-condition', 'A write that changes nothing does not look at its If-Match.', 'DP-CC-024'],
  ['restore-of-live-skips-condition', 'The restoration of a live dialog does not look at its If-Match.', 'DP-CC-024'],
  ['unknown-before-malformed-condition', 'An unknown dialog is reported before a malformed condition.', 'DP-CC-025'],
  ['deleted-before-malformed-condition', 'A deleted dialog is reported before a malformed condition.', 'DP-CC-025'],
  ['malformed-condition-first', 'A malformed condition is reported before all else.', 'DP-CC-025'],
  ['malformed-condition-last', 'A malformed condition is reported after invalid content.', 'DP-CC-025'],
  ['taken-activity-id-is-409', 'A taken id of an activity is a conflict.', 'DP-ACT-003'],
  ['taken-transmission-id-is-409', 'A taken id of a transmission is a conflict.', 'DP-TX-003'],
  ['activity-of-unknown-dialog-is-gone', 'A new activity of an unknown dialog is answered with 410.', 'DP-ACT-004'],
  ['transmission-of-unknown-dialog-is-gone', 'A new transmission of an unknown dialog is 410.', 'DP-TX-003'],
  [
    'activity-of-unknown-dialog-is-404-first',
    'An unknown dialog is reported before an invalid activity.',
    'DP-ACT-006',
  ],
  [
    'transmission-of-unknown-dialog-is-404-first',
    'An unknown dialog is reported before an invalid transmission.',
    'DP-ACT-006',
  ],
  ['type-unchecked', 'A transmission needs no type.', 'DP-TX-002'],
  ['sender-unchecked', 'A transmission needs no sender.', 'DP-TX-002'],
  ['transmission-added-despite-409', 'A taken key is reported, and the transmission added.', 'DP-TX-003'],
  ['transmission-relates-to-itself', 'A transmission may relate to itself.', 'DP-TX-005'],
  ['unknown-related-transmission-accepted', 'A transmission may relate to one that is not there.', 'DP-TX-005'],
  ['transmission-added-despite-422', 'A related transmission is not there, and the new one is added.', 'DP-TX-005'],
  ['transmission-added-despite-400', 'A transmission is invalid, and added all the same.', 'DP-TX-002'],
  ['activity-added-despite-422', 'An unknown transmission is reported, and the activity added.', 'DP-ACT-005'],
  ['no-transmission-can-be-opened', 'An activity cannot open a transmission.', 'DP-ACT-005'],
  ['sent-label-forgotten', 'What the party sends does not give the dialog the label Sent.', 'DP-TX-008'],
  ['party-transmissions-uncounted', 'What the party sends counts as sent by the owner.', 'DP-TX-008'],
  ['transmission-replaced-aloud', 'A transmission can be replaced aloud.', 'DP-TX-006'],
  ['replaced-transmission-forgotten', 'The replacement of a transmission is forgotten.', 'DP-TX-006'],
  ['replaced-transmission-moves-stamps', 'The replacement of a transmission moves the stamps.', 'DP-TX-006'],
  ['replaced-transmission-without-etag', 'The replacement of a transmission has no ETag.', 'DP-TX-006'],
  ['replaced-transmission-is-new', 'A replaced transmission was created when it was replaced.', 'DP-TX-006'],
  ['unknown-transmission-replaced', 'The replacement of an unknown transmission is acknowledged.', 'DP-TX-006'],
  ['done-aloud-despite-400', 'A transmission that is replaced aloud is refused and replaced.', 'DP-TX-006'],
];

/** Bugs of writes: what is checked, in which order, and what happens all the same. */
export const writeMutants: readonly Mutant[] = [
  ...bugs.map(([id, title, rule]) => mutant(id, title, [rule])),
  mutant('invalid-before-unknown', 'A PUT is validated before the dialog is looked for.', ['DP-PUT-002'], {
    off: ['DP-PUT-002'],
  }),
  mutant(
    'contentless-transmissions-forgotten',
    'A dialog need not be for APIs only though transmissions have no content.',
    ['DP-PUT-020'],
    {
      off: ['DP-PUT-020'],
    },
  ),
  mutant('patch-needs-its-media-type', 'A JSON Patch has to be declared as one.', ['DP-PATCH-002'], {
    off: ['DP-PATCH-002'],
  }),
  mutant('revision-says-what-is-there', 'The revision comes back with the content.', ['DP-CC-022'], {
    off: ['DP-CC-022'],
  }),
  mutant(
    'administrators-activity-of-deleted-refused',
    'Not even administrators add to a deleted dialog.',
    ['DP-ACT-004'],
    {
      off: ['DP-ACT-004'],
    },
  ),
  mutant('opened-transmission-unknown', 'An activity may open a transmission that is not there.', ['DP-ACT-005'], {
    off: ['DP-ACT-005'],
  }),
];
