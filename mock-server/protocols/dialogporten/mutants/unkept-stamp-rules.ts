import type { RuleId } from '../../../../core/rule.ts';
import { off } from '../../../kernel/bug.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';

/** Rules of stamps and of silence that are not kept: as a whole, or in the cases named. */
const rules: readonly (readonly [id: string, title: string, rule: RuleId, ...of: readonly string[]])[] = [
  ['silent-ignores-condition', 'A silent update does not look at its If-Match.', 'DP-SIL-004'],
  ['delete-moves-updated-at', 'Deleting and restoring move updatedAt.', 'DP-TS-008'],
  ['visible-from-moves-nothing', 'The stamps do not wait for visibleFrom.', 'DP-TS-009'],
  ['silence-ignored-on-put', 'A silent PUT is an ordinary one.', 'DP-SIL-001'],
  ['silence-ignored-on-post', 'A silent POST is an ordinary one.', 'DP-SIL-003', 'POST'],
  [
    'silent-takes-out-of-archive',
    'A silent update takes a dialog out of the archive.',
    'DP-SIL-005',
    'silent update',
    'silent activity',
    'silent transmission',
  ],
  ['label-stays', 'An update leaves a dialog in the archive.', 'DP-SIL-005', 'update', 'activity', 'transmission'],
  ['label-stays-after-update', 'A new state by update leaves a dialog in the archive.', 'DP-SIL-005', 'update'],
  ['label-stays-after-activity', 'A new state by activity leaves a dialog in the archive.', 'DP-SIL-005', 'activity'],
  [
    'label-stays-after-transmission',
    'A new state by transmission leaves a dialog in the archive.',
    'DP-SIL-005',
    'transmission',
  ],
  [
    'silent-update-empties-archive',
    'A silent update takes a dialog out of the archive.',
    'DP-SIL-005',
    'silent update',
  ],
  [
    'silent-activity-empties-archive',
    'A silent activity takes a dialog out of the archive.',
    'DP-SIL-005',
    'silent activity',
  ],
  [
    'silent-transmission-empties-archive',
    'A silent transmission takes a dialog out of the archive.',
    'DP-SIL-005',
    'silent transmission',
  ],
  ['silent-past-dates-refused', 'A date in the past is refused silently as well.', 'DP-SIL-006'],
  ['silent-nonsense-accepted', 'isSilentUpdate may be anything.', 'DP-SIL-008'],
];

/** Bugs of a server that does not keep a rule of stamps and of silence. */
export const unkeptStampRules: readonly Mutant[] = mutantsOf(
  [
    ...rules.map(([id, title, rule, ...of]) => [id, title, rule, off(rule, ...of)] as const),
    ['content-update-moves-only-updated-at', 'contentUpdatedAt never moves.', ['DP-TS-003', 'DP-TX-004']],
    ['silence-ignored-on-patch', 'A silent PATCH is an ordinary one.', ['DP-SIL-003', 'DP-SIL-005', 'DP-SIL-006']],
  ],
  {
    'content-update-moves-only-updated-at': off('DP-TS-003'),
    'silence-ignored-on-patch': off('DP-SIL-003', 'PATCH'),
  },
);
