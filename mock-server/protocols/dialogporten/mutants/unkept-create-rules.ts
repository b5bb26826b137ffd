import type { RuleId } from '../../../../core/rule.ts';
import { off } from '../../../kernel/bug.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';

/** Rules of creating dialogs that are not kept: as a whole, or in the cases named. */
const rules: readonly (readonly [id: string, title: string, rule: RuleId, ...of: readonly string[]])[] = [
  ['content-of-dialog-optional', 'A new dialog needs no content.', 'DP-CR-005', 'content'],
  ['title-of-dialog-optional', 'The content of a new dialog needs no title.', 'DP-CR-005', 'title'],
  ['progress-unchecked', 'Progress may be any number.', 'DP-CR-009', 'progress'],
  ['any-language-accepted', 'A language code may be anything.', 'DP-CR-010'],
  ['past-DueAt-accepted', 'A new dialog may be overdue.', 'DP-CR-011', 'dueAt'],
  ['past-ExpiresAt-accepted', 'A new dialog may have expired.', 'DP-CR-011', 'expiresAt'],
  ['past-VisibleFrom-accepted', 'A new dialog may have opened in the past.', 'DP-CR-011', 'visibleFrom'],
  ['expiry-before-due-accepted', 'A dialog may expire before it is due.', 'DP-CR-012', 'expiry before due'],
  ['expiry-before-opening-accepted', 'A dialog may expire before it opens.', 'DP-CR-012', 'expiry before opening'],
  ['due-before-opening-accepted', 'A dialog may be due before it opens.', 'DP-CR-012', 'due before opening'],
  ['created-in-the-future', 'A dialog may be created in the future.', 'DP-CR-013', 'created in the future'],
  ['updated-in-the-future', 'A dialog may be updated in the future.', 'DP-CR-013', 'updated in the future'],
  ['updated-but-never-created', 'A create may name updatedAt alone.', 'DP-CR-013', 'updated, never created'],
  ['updated-before-created', 'A dialog may be updated before it was created.', 'DP-CR-013', 'updated before created'],
  ['primary-actions-uncounted', 'There may be any number of primary actions.', 'DP-CR-016', 'Primary'],
  ['secondary-actions-uncounted', 'There may be any number of secondary actions.', 'DP-CR-016', 'Secondary'],
  ['tertiary-actions-uncounted', 'There may be any number of tertiary actions.', 'DP-CR-016', 'Tertiary'],
  ['preceding-process-alone', 'A preceding process needs no process.', 'DP-CR-017', 'precedingProcess alone'],
  ['process-unchecked', 'A process may be any text.', 'DP-CR-017', 'process'],
  ['any-system-label-accepted', 'A new dialog may have any system label.', 'DP-CR-018', 'systemLabel'],
  ['service-owner-labels-unchecked', 'Labels of the owner are not checked.', 'DP-CR-018', 'serviceOwnerLabels'],
  [
    'information-without-description',
    'An Information activity needs no description.',
    'DP-CR-019',
    'information without description',
  ],
  ['description-of-anything', 'Any activity may have a description.', 'DP-CR-019', 'description of anything else'],
  [
    'opened-without-transmission',
    'TransmissionOpened needs no transmission.',
    'DP-CR-019',
    'opened without transmission',
  ],
  [
    'anything-refers-to-transmission',
    'Any activity may refer to a transmission.',
    'DP-CR-019',
    'transmission of anything else',
  ],
  [
    'unknown-transmission-accepted',
    'An activity may refer to a transmission that is not there.',
    'DP-CR-019',
    'unknown',
  ],
  ['owner-with-name', 'The service owner may be named.', 'DP-CR-020', 'owner with name'],
  ['party-without-name', 'A representative needs neither name nor id.', 'DP-CR-020', 'party without name'],
  ['party-with-name-and-id', 'A representative may have both name and id.', 'DP-CR-020', 'party with name and id'],
  [
    'first-check-digit-ignored',
    'Only the last digit of a national identity number is checked.',
    'DP-CR-008',
    'first check digit',
  ],
  ['dialog-id-of-any-version', 'The id of a dialog may be any UUID.', 'DP-ID-002', 'dialog'],
  ['child-id-of-any-version', 'The id of a child may be any UUID.', 'DP-ID-002', 'child'],
  ['dialog-id-of-the-future', 'The id of a dialog may come from the future.', 'DP-ID-003', 'dialog'],
  ['child-id-of-the-future', 'The id of a child may come from the future.', 'DP-ID-003', 'child'],
  ['new-stays', 'The status New stays New.', 'DP-CR-015', 'New'],
  ['sent-stays', 'The status Sent stays Sent.', 'DP-CR-015', 'Sent'],
  ['taken-dialog-id-overwritten', 'A create overwrites the dialog that has its id.', 'DP-ID-004'],
  [
    'taken-DialogActivity-id-accepted',
    'Two dialogs may have a DialogActivity with one id.',
    'DP-ID-005',
    'DialogActivity',
  ],
  [
    'taken-DialogTransmission-id-accepted',
    'Two dialogs may have a DialogTransmission with one id.',
    'DP-ID-005',
    'DialogTransmission',
  ],
  ['taken-Attachment-id-accepted', 'Two dialogs may have a Attachment with one id.', 'DP-ID-005', 'Attachment'],
  [
    'taken-DialogGuiAction-id-accepted',
    'Two dialogs may have a DialogGuiAction with one id.',
    'DP-ID-005',
    'DialogGuiAction',
  ],
  [
    'taken-DialogApiAction-id-accepted',
    'Two dialogs may have a DialogApiAction with one id.',
    'DP-ID-005',
    'DialogApiAction',
  ],
  ['doubled-transmission-keys-accepted', 'Two transmissions may have one key.', 'DP-ID-010'],
  ['api-only-content-unchecked', 'The content of a dialog for APIs only is not checked.', 'DP-CR-006'],
  ['any-resource-accepted', 'A service resource may be any URN.', 'DP-CR-007'],
  ['any-party-accepted', 'A party may be any text.', 'DP-CR-008'],
  ['deep-chain-accepted', 'A chain of transmissions may have any length.', 'DP-CR-021'],
  ['own-id-ignored', 'A new dialog gets an id of the server whatever the create says.', 'DP-ID-001'],
];

/** Bugs of a server that does not keep a rule of creating dialogs. */
export const unkeptCreateRules: readonly Mutant[] = mutantsOf([
  ...rules.map(([id, title, rule, ...of]) => [id, title, rule, off(rule, ...of)] as const),
]);
