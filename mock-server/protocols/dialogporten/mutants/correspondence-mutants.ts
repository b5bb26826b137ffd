import type { RuleId } from '../../../../core/rule.ts';
import { off } from '../../../kernel/bug.ts';
import { type MutantRow, mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { answered, decidedBy } from '../../../kernel/bugs/when.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { scopes } from '../model/principals.ts';
import { carryingOutFor, withScope } from './callers.ts';
import { anything, where } from './when.ts';

/** Kinds of writes for which the rule is not kept. */
const unkept: readonly (readonly [id: string, title: string, rule: RuleId, kind: string])[] = [
  ['correspondence-made-by-anybody', 'Anybody makes a dialog of correspondence.', 'DP-AUTH-013', 'post'],
  ['correspondence-put-by-anybody', 'Anybody puts a dialog of correspondence.', 'DP-AUTH-013', 'put'],
  ['correspondence-patched-by-anybody', 'Anybody patches a dialog of correspondence.', 'DP-AUTH-013', 'patch'],
  ['activity-of-correspondence-by-anybody', 'Anybody adds an activity to one.', 'DP-AUTH-013', 'activity'],
  ['transmission-of-correspondence-by-anybody', 'Anybody adds a transmission to one.', 'DP-AUTH-013', 'transmission'],
  ['correspondence-deleted-by-anybody', 'Anybody deletes a dialog of correspondence.', 'DP-AUTH-013', 'delete'],
  ['correspondence-purged-by-anybody', 'Anybody purges a dialog of correspondence.', 'DP-AUTH-013', 'purge'],
  ['administrators-make-no-correspondence', 'Administrators make none without the scope.', 'DP-AUTH-014', 'post'],
  ['administrators-put-no-correspondence', 'Administrators put none without the scope.', 'DP-AUTH-014', 'put'],
  ['administrators-patch-no-correspondence', 'Administrators patch none without the scope.', 'DP-AUTH-014', 'patch'],
  ['administrators-add-no-activity-of-it', 'Administrators add no activity to one.', 'DP-AUTH-014', 'activity'],
  ['administrators-add-no-transmission-of-it', 'Administrators add no transmission.', 'DP-AUTH-014', 'transmission'],
  ['administrators-delete-correspondence', 'Administrators delete one without the scope.', 'DP-AUTH-014', 'delete'],
  ['administrators-purge-correspondence', 'Administrators purge one without the scope.', 'DP-AUTH-014', 'purge'],
];

/** Bugs of what is kept for callers with the correspondence scope. */
export const correspondenceMutants: readonly Mutant[] = mutantsOf([
  ...unkept.map(([id, title, rule, kind]): MutantRow => [id, title, rule, off(rule, kind)]),
  [
    'correspondence-written-despite-403',
    'A write of a dialog of correspondence is refused, and done all the same.',
    'DP-AUTH-013',
    carryingOutFor(where(answered(anything, 403), decidedBy('DP-AUTH-013')), (call) =>
      withScope(call, scopes.correspondence),
    ),
  ],
  [
    'correspondence-removed-despite-403',
    'An administrator who removes a dialog of correspondence is refused, and it is gone all the same.',
    'DP-AUTH-014',
    carryingOutFor(where(answered(anything, 403), decidedBy('DP-AUTH-014')), (call) =>
      withScope(call, scopes.correspondence),
    ),
  ],
]);
