import type { RuleId } from '../../../../core/rule.ts';
import { off } from '../../../kernel/bug.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';

/** Rules of writing that are not kept: as a whole, or in the cases named. */
const rules: readonly (readonly [id: string, title: string, rule: RuleId, ...of: readonly string[]])[] = [
  ['stale-delete-accepted', 'A DELETE does not look at its If-Match.', 'DP-CC-014'],
  ['quoted-condition-dropped', 'A revision in quotes is no condition at all.', 'DP-CC-005'],
  ['malformed-condition-dropped', 'An If-Match that cannot be read is no condition at all.', 'DP-CC-006'],
  [
    'stale-serviceOwner-labels-accepted',
    'Labels of the owner do not look at their If-Match.',
    'DP-CC-021',
    'serviceOwner',
  ],
  ['stale-endUser-labels-accepted', 'System labels do not look at their If-Match.', 'DP-CC-021', 'endUser'],
  ['existing-transmission-overwritten', 'A transmission that is sent again is overwritten.', 'DP-PUT-013'],
  ['whole-dialog-accepted-back', 'A dialog sent back as read is accepted, children and all.', 'DP-PUT-018'],
  ['patch-ignores-test', 'A test operation always holds.', 'DP-PATCH-008'],
  ['patch-ignores-unknown-paths', 'An operation that leads nowhere is skipped.', 'DP-PATCH-009'],
  ['content-of-update-optional', 'A PUT needs no content.', 'DP-PUT-005', 'content'],
  ['title-of-update-optional', 'The content of a PUT needs no title.', 'DP-PUT-005', 'title'],
  ['content-of-transmission-optional', 'A transmission needs no content.', 'DP-TX-002', 'content'],
  ['title-of-transmission-optional', 'The content of a transmission needs no title.', 'DP-TX-002', 'title'],
  ['status-unchecked', 'A PUT needs no status, and takes any number for one.', 'DP-PUT-004', 'status'],
  ['doubled-activities-accepted', 'A PUT may hold two activities with one id.', 'DP-PUT-014', 'Activities'],
  ['doubled-transmissions-accepted', 'A PUT may hold two transmissions with one id.', 'DP-PUT-014', 'Transmissions'],
  ['past-dueAt-accepted-on-update', 'A due date may be moved into the past.', 'DP-PUT-015', 'dueAt'],
  ['past-expiresAt-accepted-on-update', 'An expiry date may be moved into the past.', 'DP-PUT-015', 'expiresAt'],
  ['due-before-opening-on-update', 'An update may make a dialog due before it opens.', 'DP-PUT-016', 'dueAt'],
  ['expiry-before-opening-on-update', 'An update may let a dialog expire before it opens.', 'DP-PUT-016', 'expiresAt'],
  ['one-transmission-with-content-will-do', 'One transmission with content makes up for others.', 'DP-PUT-020', 'some'],
  [
    'opened-transmission-of-update-unchecked',
    'An update may open a transmission that is not there.',
    'DP-ACT-005',
    'update',
  ],
  ['unreadable-patch-is-empty', 'A PATCH that cannot be read counts as an empty one.', 'DP-PATCH-013', 'body'],
  ['type-unchecked', 'A transmission needs no type.', 'DP-TX-002', 'type'],
  ['sender-unchecked', 'A transmission needs no sender.', 'DP-TX-002', 'sender'],
  ['transmission-relates-to-itself', 'A transmission may relate to itself.', 'DP-TX-005', 'itself'],
  [
    'unknown-related-transmission-accepted',
    'A transmission may relate to one that is not there.',
    'DP-TX-005',
    'create',
    'update',
    'post',
  ],
  ['sent-label-forgotten', 'What the party sends does not give the dialog the label Sent.', 'DP-TX-008'],
  ['transmission-replaced-aloud', 'A transmission can be replaced aloud.', 'DP-TX-006'],
  [
    'contentless-transmissions-forgotten',
    'A dialog need not be for APIs only though transmissions have no content.',
    'DP-PUT-020',
  ],
  ['administrators-activity-of-deleted-refused', 'Not even administrators add to a deleted dialog.', 'DP-ACT-004'],
  ['opened-transmission-unknown', 'An activity may open a transmission that is not there.', 'DP-ACT-005'],
];

/** Bugs of a server that does not keep a rule of writing. */
export const unkeptWriteRules: readonly Mutant[] = mutantsOf(
  [
    ...rules.map(([id, title, rule, ...of]) => [id, title, rule, off(rule, ...of)] as const),
    [
      'stale-revision-accepted',
      'An old revision is as good as the current one.',
      ['DP-CC-002', 'DP-CC-014', 'DP-CC-018'],
    ],
    [
      'activity-ignores-condition',
      'The POST of an activity does not look at its If-Match.',
      ['DP-CC-011', 'DP-CC-018'],
    ],
    [
      'transmission-ignores-condition',
      'The POST of a transmission does not look at its If-Match.',
      ['DP-CC-012', 'DP-CC-018'],
    ],
    ['existing-activity-overwritten', 'An activity that is sent again is overwritten.', ['DP-PUT-012', 'DP-PATCH-014']],
    ['past-dates-accepted', 'Dates in the past are always accepted.', ['DP-SIL-006', 'DP-PUT-019'], off('DP-PUT-015')],
    ['hierarchy-of-update-unchecked', 'A transmission of an update may relate to one that is not there.', 'DP-TX-005'],
    ['faulty-operations-skipped', 'An operation that cannot be carried out is skipped.', 'DP-PATCH-013'],
  ],
  {
    'stale-revision-accepted': off('DP-CC-002'),
    'activity-ignores-condition': off('DP-CC-011'),
    'transmission-ignores-condition': off('DP-CC-012'),
    'existing-activity-overwritten': off('DP-PUT-012'),
    'hierarchy-of-update-unchecked': [off('DP-TX-005', 'update'), off('DP-CR-021', 'update')],
    'faulty-operations-skipped': [off('DP-PATCH-013', 'operation'), off('DP-PATCH-009')],
  },
);
