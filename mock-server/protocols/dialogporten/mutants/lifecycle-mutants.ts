import type { Mutant } from '../../../kernel/protocol-core.ts';
import { mutant } from './mutant.ts';

const writes: readonly (readonly [kind: string, words: string])[] = [
  ['put', 'PUT'],
  ['patch', 'PATCH'],
  ['activity', 'new activities'],
  ['transmission', 'new transmissions'],
];

const bugs: readonly (readonly [id: string, title: string, rule: string])[] = [
  ['delete-answers-200', 'A DELETE is answered with 200.', 'DP-DEL-001'],
  ['delete-without-etag', 'A DELETE is answered without an ETag.', 'DP-DEL-001'],
  ['delete-is-final', 'A deleted dialog is nowhere to be seen.', 'DP-DEL-001'],
  ['unknown-delete-is-204', 'The DELETE of an unknown dialog is answered with 204.', 'DP-DEL-002'],
  ['freeze-of-deleted-accepted', 'A deleted dialog can be frozen.', 'DP-DEL-003'],
  ['write-despite-410', 'A change of a deleted dialog is refused and made.', 'DP-DEL-003'],
  ['activity-added-despite-410', 'An activity of a deleted dialog is refused and added.', 'DP-DEL-003'],
  ['transmission-added-despite-410', 'A transmission of a deleted dialog is refused and added.', 'DP-DEL-003'],
  ['labels-changed-despite-404', 'Labels of a deleted dialog are refused and changed.', 'DP-DEL-003'],
  ['restore-forgotten', 'A restoration is acknowledged and forgotten.', 'DP-DEL-004'],
  ['restore-answers-old-etag', 'A restoration is answered with the revision there was.', 'DP-DEL-004'],
  ['restore-empties-archive', 'A restoration takes a dialog out of the archive.', 'DP-DEL-004'],
  ['restore-of-live-is-a-change', 'The restoration of a live dialog gives it a new revision.', 'DP-DEL-005'],
  ['purge-answers-200', 'A purge is answered with 200.', 'DP-DEL-006'],
  ['purge-only-deletes', 'A purge deletes as DELETE does.', 'DP-DEL-006'],
  ['purged-is-410', 'A purged dialog is gone, not unknown.', 'DP-DEL-006'],
  ['purge-of-deleted-refused', 'A deleted dialog cannot be purged.', 'DP-DEL-006'],
  ['purge-of-frozen-refused', 'A frozen dialog cannot be purged.', 'DP-DEL-006'],
  ['actions-need-json', 'An action needs a JSON body.', 'DP-DEL-007'],
  ['delete-of-frozen-accepted', 'A frozen dialog can be deleted.', 'DP-DEL-008'],
  ['put-transmission-of-frozen-accepted', 'A transmission of a frozen dialog can be replaced.', 'DP-DEL-008'],
  ['transmission-replaced-despite-403', 'A transmission of a frozen dialog is refused and replaced.', 'DP-DEL-008'],
  ['frozen-binds-administrators', 'Not even administrators change a frozen dialog.', 'DP-DEL-008'],
  ['frozen-dialog-hidden', 'A frozen dialog cannot be read.', 'DP-DEL-008'],
  ['frozen-only-once', 'A frozen dialog cannot be frozen again.', 'DP-DEL-008'],
  ['transmission-added-despite-403', 'A transmission is forbidden, and added all the same.', 'DP-DEL-008'],
  ['deleted-despite-403', 'Deleting is forbidden, and happens all the same.', 'DP-DEL-008'],
  ['deleted-again-despite-410', 'A second DELETE is refused, and gives the dialog a new revision.', 'DP-DEL-002'],
  ['id-of-deleted-dialog-is-free', 'A create takes the place of a deleted dialog.', 'DP-DEL-010'],
  ['key-of-deleted-dialog-is-free', 'The key of a deleted dialog is free.', 'DP-DEL-010'],
  ['purged-keys-stay-taken', 'The key of a purged dialog is not free.', 'DP-DEL-010'],
];

/** Bugs of deleting, restoring, purging and freezing. */
export const lifecycleMutants: readonly Mutant[] = [
  ...bugs.map(([id, title, rule]) => mutant(id, title, [rule])),
  ...writes.flatMap(([kind, words]) => [
    mutant(`${kind}-of-deleted-accepted`, `A deleted dialog takes ${words}.`, ['DP-DEL-003']),
    mutant(`${kind}-of-frozen-accepted`, `A frozen dialog takes ${words}.`, ['DP-DEL-008']),
  ]),
  mutant('second-delete-accepted', 'A dialog can be deleted twice.', ['DP-DEL-002'], { off: ['DP-DEL-002'] }),
];
