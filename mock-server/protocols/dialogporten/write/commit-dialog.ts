import type { Json } from '../../../../core/json.ts';
import { jsonEquals } from '../../../../core/json-equals.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import type { ChangeKind } from '../model/change-kind.ts';
import { changesContent } from '../model/content-changes.ts';
import { type Instant, instantOf, laterInstant } from '../model/date-time.ts';
import { type DialogRow, tables } from '../model/dialog-row.ts';
import { newRevision, sentLabel } from '../model/revision.ts';
import { movedStamps, nextRevision } from '../seams.ts';

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
  if (sameState(before, after) && world.keeps('DP-PUT-017', 'DP-TS-007', 'DP-SIL-010')) return before;
  world.cites(
    'DP-CC-010',
    'DP-CC-022',
    ...(kind.silent ? ['DP-SIL-002'] : []),
    ...(kind.throughChild ? ['DP-CC-013'] : []),
  );
  const stamped: DialogRow = {
    ...after,
    ...stampsAfter(before, after, kind, world),
    revision: world.through(nextRevision, newRevision(world), { before, after, kind }),
    systemLabels:
      after.systemLabels === before.systemLabels ? labelsAfter(before, after, kind, world) : after.systemLabels,
  };
  dialogs.put(stamped.id, stamped);
  return stamped;
}

function stampsAfter(before: DialogRow, after: DialogRow, kind: ChangeKind, world: World): Partial<DialogRow> {
  const now = laterInstant(world.now(), before.updatedAt);
  const sound = stampsOf(before, after, kind, now, world);
  return world.through(movedStamps, sound, { before, after, kind, now });
}

function stampsOf(
  before: DialogRow,
  after: DialogRow,
  kind: ChangeKind,
  now: Instant,
  world: World,
): Partial<DialogRow> {
  if (kind.keepsStamps && world.keeps('DP-TS-008')) return {};
  const opens = before.visibleFrom;
  if (opens !== undefined && opens > instantOf(world.now()) && world.keeps('DP-TS-009'))
    return { updatedAt: opens, contentUpdatedAt: opens };
  if (kind.silent && !kind.keepsStamps) return {};
  world.cites('DP-TS-005');
  return changesContent(before, after, kind, world) ? { updatedAt: now, contentUpdatedAt: now } : { updatedAt: now };
}

/** A change that is not silent takes the dialog out of the bin and the archive. */
function labelsAfter(before: DialogRow, after: DialogRow, kind: ChangeKind, world: World): readonly string[] {
  const labels = before.systemLabels.includes('Sent')
    ? before.systemLabels
    : [...before.systemLabels, ...sentLabel(after.transmissions.slice(before.transmissions.length), world)];
  const away = labels.some((label) => label === 'Bin' || label === 'Archive');
  if (!away || kind.keepsStamps) return labels;
  const by = kind.throughChild ?? 'update';
  const kept = world.keepsFor(kind.silent ? `silent ${by}` : by, 'DP-SIL-005');
  return kept === kind.silent ? labels : ['Default', ...labels.filter((label) => label === 'Sent')];
}

/** Is nothing different between two states but what every change moves? */
function sameState(before: DialogRow, after: DialogRow): boolean {
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
