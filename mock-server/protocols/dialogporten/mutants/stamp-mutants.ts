import type { Mutant } from '../../../kernel/protocol-core.ts';
import { contentFields, contentMembers, kebab, otherFields } from '../model/content-changes.ts';
import { mutant } from './mutant.ts';

const content = [...contentFields, ...contentMembers.map((name) => `content-${name}`)];

/** Members that scenarios of other rules change, watching the stamps as well. */
const watched: Readonly<Record<string, readonly string[]>> = { status: ['DP-PUT-006'], progress: ['DP-SIL-008'] };

/** Bugs of the stamps and of silence. */
export const stampMutants: readonly Mutant[] = [
  ...content.map((name) =>
    mutant(
      `content-stamp-forgets-${kebab(name)}`,
      `A change of ${name} does not count as a content update.`,
      ['DP-TS-003'],
      { may: watched[name] ?? [] },
    ),
  ),
  mutant('content-stamp-forgets-transmissions', 'A new transmission does not count as a content update.', [
    'DP-TS-003',
    'DP-TX-004',
  ]),
  ...otherFields.map((name) =>
    mutant(`content-stamp-moved-by-${kebab(name)}`, `A change of ${name} counts as a content update.`, ['DP-TS-004'], {
      may: watched[name] ?? [],
    }),
  ),
  mutant('content-stamp-moved-by-activities', 'An activity that a PATCH adds counts as a content update.', [
    'DP-TS-004',
  ]),
  mutant(
    'content-stamp-moved-by-posted-activity',
    'An activity that is posted counts as a content update.',
    ['DP-ACT-007'],
    {
      off: ['DP-ACT-007'],
    },
  ),
  mutant('content-stamp-ahead', 'contentUpdatedAt is later than updatedAt.', ['DP-TS-001', 'DP-TS-003'], {
    may: ['DP-TX-004'],
  }),
  mutant('content-update-moves-only-updated-at', 'contentUpdatedAt never moves.', ['DP-TS-003', 'DP-TX-004'], {
    off: ['DP-TS-003'],
    may: ['DP-PUT-006'],
  }),
  mutant('updated-at-stays', 'updatedAt never moves.', ['DP-TS-003', 'DP-TS-004', 'DP-TS-001'], {
    may: ['DP-ACT-007', 'DP-PUT-006', 'DP-SIL-008', 'DP-TX-004'],
  }),
  mutant('updated-at-goes-back', 'A change sets updatedAt back by a day.', ['DP-TS-006', 'DP-TS-001'], {
    may: ['DP-PUT-006', 'DP-TS-003', 'DP-TX-004'],
  }),
  mutant('first-stamps-differ', 'A new dialog was created before it was updated.', ['DP-TS-002'], {
    off: ['DP-TS-002'],
  }),
  mutant('created-at-moves', 'createdAt is the time of the last change.', ['DP-TS-005'], {
    may: [
      'DP-ACT-007',
      'DP-CC-001',
      'DP-CC-003',
      'DP-ERR-008',
      'DP-PATCH-003',
      'DP-PATCH-008',
      'DP-PUT-006',
      'DP-PUT-007',
      'DP-SIL-008',
      'DP-TS-001',
      'DP-TS-003',
      'DP-TS-004',
      'DP-TX-004',
    ],
    off: ['DP-TS-005'],
  }),
  mutant('delete-moves-updated-at', 'Deleting and restoring move updatedAt.', ['DP-TS-008'], { off: ['DP-TS-008'] }),
  mutant('visible-from-moves-nothing', 'The stamps do not wait for visibleFrom.', ['DP-TS-009'], {
    off: ['DP-TS-009'],
  }),

  mutant('silence-ignored-on-put', 'A silent PUT is an ordinary one.', ['DP-SIL-001'], { off: ['DP-SIL-001'] }),
  mutant('silence-ignored-on-patch', 'A silent PATCH is an ordinary one.', ['DP-SIL-003', 'DP-SIL-005', 'DP-SIL-006'], {
    may: ['DP-SIL-008'],
  }),
  mutant('silence-ignored-on-post', 'A silent POST is an ordinary one.', ['DP-SIL-003']),
  mutant('silent-update-moves-updated-at', 'A silent update moves updatedAt.', ['DP-SIL-001', 'DP-SIL-003'], {
    may: ['DP-SIL-006', 'DP-SIL-008'],
  }),
  mutant('silent-update-moves-content-updated-at', 'A silent update moves both stamps.', ['DP-SIL-001', 'DP-SIL-003'], {
    may: ['DP-SIL-006', 'DP-SIL-008'],
  }),
  mutant('silent-activity-moves-updated-at', 'An activity posted silently moves updatedAt.', ['DP-SIL-003']),
  mutant('silent-activity-moves-content-updated-at', 'An activity posted silently moves both stamps.', ['DP-SIL-003']),
  mutant('silent-transmission-moves-updated-at', 'A transmission posted silently moves updatedAt.', ['DP-SIL-003']),
  mutant('silent-transmission-moves-content-updated-at', 'A transmission posted silently moves both stamps.', [
    'DP-SIL-003',
  ]),
  mutant('silent-keeps-revision', 'A silent update keeps the revision.', ['DP-SIL-002'], { off: ['DP-SIL-002'] }),
  mutant('silent-ignores-condition', 'A silent update does not look at its If-Match.', ['DP-SIL-004'], {
    off: ['DP-SIL-004'],
  }),
  mutant('silent-takes-out-of-archive', 'A silent update takes a dialog out of the archive.', ['DP-SIL-005'], {
    off: ['DP-SIL-005'],
  }),
  mutant('label-stays', 'An update leaves a dialog in the archive.', ['DP-SIL-005']),
  ...['update', 'activity', 'transmission'].flatMap((kind) => [
    mutant(`label-stays-after-${kind}`, `A new state by ${kind} leaves a dialog in the archive.`, ['DP-SIL-005']),
    mutant(`silent-${kind}-empties-archive`, `A silent ${kind} takes a dialog out of the archive.`, ['DP-SIL-005']),
  ]),
  mutant('stamps-stay-at-opening', 'The stamps of a dialog stay at the day it opened.', ['DP-TS-009']),
  mutant('silent-past-dates-refused', 'A date in the past is refused silently as well.', ['DP-SIL-006'], {
    off: ['DP-SIL-006'],
  }),
  mutant('silent-false-is-silent', 'isSilentUpdate=false is silent.', ['DP-SIL-008']),
  mutant('silent-empty-is-silent', 'An empty isSilentUpdate is silent.', ['DP-SIL-008']),
  mutant('silent-only-in-lower-case', 'isSilentUpdate=TRUE is not silent.', ['DP-SIL-008']),
  mutant('silent-name-is-case-sensitive', 'The name isSilentUpdate is only known in that spelling.', ['DP-SIL-008']),
  mutant('silent-nonsense-accepted', 'isSilentUpdate may be anything.', ['DP-SIL-008'], { off: ['DP-SIL-008'] }),
  mutant('silent-create-refused', 'A create cannot be silent.', ['DP-SIL-009']),
  mutant('silent-delete-refused', 'A DELETE cannot be silent.', ['DP-SIL-009']),
  mutant('silent-restore-refused', 'A restore cannot be silent.', ['DP-SIL-009']),
  mutant('silent-purge-refused', 'A purge cannot be silent.', ['DP-SIL-009']),
];
