import { type Attachment, atSeam, off } from '../../../kernel/bug.ts';
import { type MutantRow, mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import type { ChangeKind } from '../model/change-kind.ts';
import { type Instant, instantOf } from '../model/date-time.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import { isContentUpdate, movedStamps } from '../seams.ts';
import { allStamps, writingRow } from './attach.ts';
import { doneCreates, leaving } from './when.ts';

function hourAfter(instant: Instant): Instant {
  return instantOf(Date.parse(`${instant.slice(0, 23)}Z`) + 3_600_000);
}

function dayBefore(instant: Instant): Instant {
  return instantOf(Date.parse(instant) - 86_400_000);
}

/** Takes a change of this member for a content update. */
function counting(member: string): Attachment {
  return atSeam(
    isContentUpdate,
    () => true,
    (others) => others.includes(member),
  );
}

/** Moves stamps although a change is silent. */
function loud(
  kind: 'update' | 'activity' | 'transmission',
  ...moved: readonly ('updatedAt' | 'contentUpdatedAt')[]
): Attachment {
  const moves = (now: Instant): Partial<DialogRow> => Object.fromEntries(moved.map((name) => [name, now]));
  return atSeam(movedStamps, (stamps, { now }) => ({ ...moves(now), ...stamps }), silentBy(kind));
}

/** Silent changes by an update, or through the endpoint of a child; what moves no stamp anyhow is no matter of silence. */
function silentBy(what: 'update' | 'activity' | 'transmission'): (change: { readonly kind: ChangeKind }) => boolean {
  return ({ kind }) => kind.silent && !kind.keepsStamps && (kind.throughChild ?? 'update') === what;
}
/** Members of a dialog that are no content, and count as it. */
const noContent: readonly (readonly [id: string, member: string])[] = [
  ['content-stamp-moved-by-progress', 'progress'],
  ['content-stamp-moved-by-external-reference', 'externalReference'],
  ['content-stamp-moved-by-process', 'process'],
  ['content-stamp-moved-by-preceding-process', 'precedingProcess'],
  ['content-stamp-moved-by-due-at', 'dueAt'],
  ['content-stamp-moved-by-expires-at', 'expiresAt'],
  ['content-stamp-moved-by-is-api-only', 'isApiOnly'],
  ['content-stamp-moved-by-search-tags', 'searchTags'],
];
/** Content that does not count as such. */
const content: readonly (readonly [id: string, member: string])[] = [
  ['content-stamp-forgets-status', 'status'],
  ['content-stamp-forgets-extended-status', 'extendedStatus'],
  ['content-stamp-forgets-attachments', 'attachments'],
  ['content-stamp-forgets-gui-actions', 'guiActions'],
  ['content-stamp-forgets-api-actions', 'apiActions'],
  ['content-stamp-forgets-content-title', 'content.title'],
  ['content-stamp-forgets-content-non-sensitive-title', 'content.nonSensitiveTitle'],
  ['content-stamp-forgets-content-summary', 'content.summary'],
  ['content-stamp-forgets-content-non-sensitive-summary', 'content.nonSensitiveSummary'],
  ['content-stamp-forgets-content-sender-name', 'content.senderName'],
  ['content-stamp-forgets-content-additional-info', 'content.additionalInfo'],
  ['content-stamp-forgets-content-extended-status', 'content.extendedStatus'],
  ['content-stamp-forgets-content-main-content-reference', 'content.mainContentReference'],
];

/** Bugs of the stamps and of silence. */
export const stampMutants: readonly Mutant[] = mutantsOf(
  [
    ...noContent.map(
      ([id, member]): MutantRow => [
        id,
        `A change of ${member} counts as a content update.`,
        'DP-TS-004',
        counting(member),
      ],
    ),
    ...content.map(
      ([id, member]): MutantRow => [
        id,
        `A change of ${member.replace('.', '-')} does not count as a content update.`,
        'DP-TS-003',
        off('DP-TS-003', member),
      ],
    ),
    ['content-stamp-moved-by-activities', 'An activity that a PATCH adds counts as a content update.', 'DP-TS-004'],
    ['content-stamp-moved-by-posted-activity', 'An activity that is posted counts as a content update.', 'DP-ACT-007'],
    ['content-stamp-ahead', 'contentUpdatedAt is later than updatedAt.', ['DP-TS-001', 'DP-TS-003']],
    ['updated-at-stays', 'updatedAt never moves.', ['DP-TS-003', 'DP-TS-004', 'DP-TS-001']],
    ['updated-at-goes-back', 'updatedAt is a day late.', ['DP-TS-006', 'DP-TS-001']],
    ['created-at-moves', 'createdAt is the time of the last change.', 'DP-TS-005'],
    ['stamps-stay-at-opening', 'The stamps of a dialog stay at the day it opened.', 'DP-TS-009'],
    ['silent-update-moves-updated-at', 'A silent update moves updatedAt.', ['DP-SIL-001', 'DP-SIL-003']],
    ['silent-update-moves-content-updated-at', 'A silent update moves both stamps.', ['DP-SIL-001', 'DP-SIL-003']],
    ['silent-activity-moves-updated-at', 'An activity posted silently moves updatedAt.', 'DP-SIL-003'],
    ['silent-activity-moves-content-updated-at', 'An activity posted silently moves both stamps.', 'DP-SIL-003'],
    ['silent-transmission-moves-updated-at', 'A transmission posted silently moves updatedAt.', 'DP-SIL-003'],
    ['silent-transmission-moves-content-updated-at', 'A transmission posted silently moves both stamps.', 'DP-SIL-003'],
    [
      'content-stamp-forgets-transmissions',
      'A new transmission does not count as a content update.',
      ['DP-TS-003', 'DP-TX-004'],
    ],
  ],
  {
    'content-stamp-moved-by-activities': counting('activities'),
    'content-stamp-moved-by-posted-activity': counting('posted activity'),
    'content-stamp-ahead': atSeam(movedStamps, (stamps, { now }) =>
      stamps.contentUpdatedAt === now ? { ...stamps, contentUpdatedAt: hourAfter(now) } : stamps,
    ),
    'updated-at-stays': atSeam(movedStamps, (stamps, { before, now }) =>
      stamps.updatedAt === now ? { ...stamps, updatedAt: before.updatedAt } : stamps,
    ),
    'updated-at-goes-back': atSeam(movedStamps, (stamps, { before, now }) =>
      stamps.updatedAt === now ? { ...stamps, updatedAt: dayBefore(before.updatedAt) } : stamps,
    ),
    'created-at-moves': atSeam(movedStamps, (stamps, { now }) =>
      stamps.updatedAt === now ? { ...stamps, createdAt: now } : stamps,
    ),
    'stamps-stay-at-opening': [
      atSeam(
        movedStamps,
        (stamps, { before: { visibleFrom } }) =>
          visibleFrom === undefined ? stamps : { updatedAt: visibleFrom, contentUpdatedAt: visibleFrom },
        ({ before, kind }) => before.visibleFrom !== undefined && !kind.keepsStamps,
      ),
      writingRow(
        leaving(doneCreates, ({ visibleFrom }) => visibleFrom !== undefined),
        ({ visibleFrom = '' }) => allStamps(visibleFrom),
      ),
    ],
    'silent-update-moves-updated-at': loud('update', 'updatedAt'),
    'silent-update-moves-content-updated-at': loud('update', 'updatedAt', 'contentUpdatedAt'),
    'silent-activity-moves-updated-at': loud('activity', 'updatedAt'),
    'silent-activity-moves-content-updated-at': loud('activity', 'updatedAt', 'contentUpdatedAt'),
    'silent-transmission-moves-updated-at': loud('transmission', 'updatedAt'),
    'silent-transmission-moves-content-updated-at': loud('transmission', 'updatedAt', 'contentUpdatedAt'),
    'content-stamp-forgets-transmissions': off('DP-TS-003', 'transmissions'),
  },
);
