import type { Json } from '../../../../core/json.ts';
import { jsonEquals } from '../../../../core/json-equals.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import type { ChangeKind } from '../model/change-kind.ts';
import { contentChanges } from '../model/content-changes.ts';
import { type Instant, instantOf, laterInstant } from '../model/date-time.ts';
import { type DialogRow, tables } from '../model/dialog-row.ts';
import { insists } from '../model/insists.ts';
import { newRevision, sentLabel } from '../model/revision.ts';

/**
 * Stores a changed dialog under a new revision with its stamps moved as the kind of change demands, and gives it back.
 * A change that changes nothing is not stored: the row comes back as it was.
 */
export function commitDialog(
  store: Store,
  before: DialogRow,
  after: DialogRow,
  kind: ChangeKind,
  world: World,
): DialogRow {
  const dialogs = store.table<DialogRow>(tables.dialogs);
  if (sameState(before, after) && world.keeps('DP-PUT-017', 'DP-TS-007', 'DP-SIL-010')) {
    if (!world.mutant('no-op-changes-revision') && !world.mutant('no-op-moves-updated-at')) return before;
    const stamps = world.mutant('no-op-moves-updated-at')
      ? { updatedAt: laterInstant(world.now(), before.updatedAt) }
      : { revision: newRevision(world) };
    const row = { ...before, ...stamps };
    dialogs.put(before.id, row);
    return row;
  }
  const stamped: DialogRow = {
    ...after,
    ...stamps(before, after, kind, world),
    ...kind.stampsAsSent,
    revision: keepsRevision(kind, world) ? before.revision : nextRevision(after, world),
    systemLabels:
      after.systemLabels === before.systemLabels ? labelsAfter(before, after, kind, world) : after.systemLabels,
  };
  if (!kind.acknowledgedOnly) dialogs.put(stamped.id, stamped);
  return stamped;
}

/** Defect: a revision that says what the dialog holds comes back when the content does. */
function nextRevision(after: DialogRow, world: World): string {
  if (world.keeps('DP-CC-022')) return newRevision(world);
  const progress = String(after.fields['progress'] ?? 0).padStart(12, '0');
  return `00000000-0000-4000-8000-${progress}`;
}

function keepsRevision({ silent, throughChild }: ChangeKind, world: World): boolean {
  if (!world.keeps('DP-CC-010')) return true;
  if (silent && !world.keeps('DP-SIL-002')) return true;
  return throughChild !== undefined && !world.keeps('DP-CC-013');
}

function stamps(before: DialogRow, after: DialogRow, kind: ChangeKind, world: World): Partial<DialogRow> {
  if (kind.keepsStamps && world.keeps('DP-TS-008')) return {};
  const opens = before.visibleFrom;
  const closed = opens !== undefined && (opens > instantOf(world.now()) || world.mutant('stamps-stay-at-opening'));
  if (closed && world.keeps('DP-TS-009')) return { updatedAt: opens, contentUpdatedAt: opens };
  if (kind.silent && !kind.keepsStamps) return silentStamps(before, kind, world);
  const now = laterInstant(world.now(), before.updatedAt);
  const content = contentChanges(before, after, kind, world);
  const created: { createdAt?: Instant } = world.keeps('DP-TS-005') ? {} : { createdAt: now };
  const updatedAt = world.mutant('updated-at-stays')
    ? before.updatedAt
    : world.mutant('updated-at-goes-back')
      ? instantOf(Date.parse(before.updatedAt) - 86_400_000)
      : now;
  if (content && world.keeps('DP-TS-003'))
    return { ...created, updatedAt, contentUpdatedAt: world.mutant('content-stamp-ahead') ? ahead(now) : now };
  return { ...created, updatedAt };
}

/** Silence is broken per stamp and per kind of request, so that each of them has to be looked at. */
function silentStamps(before: DialogRow, kind: ChangeKind, world: World): Partial<DialogRow> {
  const now = laterInstant(world.now(), before.updatedAt);
  const loud = world.mutant(`silent-${kind.throughChild ?? 'update'}-moves-updated-at`);
  const louder = world.mutant(`silent-${kind.throughChild ?? 'update'}-moves-content-updated-at`);
  if (louder) return { updatedAt: now, contentUpdatedAt: now };
  return loud ? { updatedAt: now } : {};
}

function ahead(instant: Instant): Instant {
  return instantOf(new Date(`${instant.slice(0, 23)}Z`).getTime() + 3_600_000);
}

/** A change that is not silent takes the dialog out of the bin and the archive. */
function labelsAfter(before: DialogRow, after: DialogRow, kind: ChangeKind, world: World): readonly string[] {
  const labels = before.systemLabels.includes('Sent')
    ? before.systemLabels
    : [...before.systemLabels, ...sentLabel(after.transmissions.slice(before.transmissions.length), world)];
  const away = labels.some((label) => label === 'Bin' || label === 'Archive');
  if (!away || kind.keepsStamps) return labels;
  const stays = kind.silent
    ? insists(world, 'DP-SIL-005', `silent-${kind.throughChild ?? 'update'}-empties-archive`)
    : world.mutant('label-stays') || world.mutant(`label-stays-after-${kind.throughChild ?? 'update'}`);
  return stays ? labels : ['Default', ...labels.filter((label) => label === 'Sent')];
}

/** Is nothing different between two states but what every change moves? */
export function sameState(before: DialogRow, after: DialogRow): boolean {
  return (
    before.deletedAt === after.deletedAt &&
    before.frozen === after.frozen &&
    before.party === after.party &&
    before.serviceResource === after.serviceResource &&
    before.visibleFrom === after.visibleFrom &&
    before.createdAt === after.createdAt &&
    jsonEquals(before.fields as Json, after.fields as Json) &&
    jsonEquals(before.transmissions as Json, after.transmissions as Json) &&
    jsonEquals(before.activities as Json, after.activities as Json)
  );
}
