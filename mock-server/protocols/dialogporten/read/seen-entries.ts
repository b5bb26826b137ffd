import type { JsonObject } from '../../../../core/json.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { type Instant, instantOf } from '../model/date-time.ts';
import { type DialogRow, tables } from '../model/dialog-row.ts';

/** Entries of the seen log that are not older than an instant. */
export function seenSince(row: DialogRow, instant: Instant): readonly JsonObject[] {
  return (row.seen ?? []).filter((entry) => String(entry['seenAt']) >= instant);
}

/** Notes that an end user has seen a dialog, once per state of it. Neither stamps nor revision move. */
export function noteSeen(store: Store, row: DialogRow, userId: string, world: World): DialogRow {
  const known = seenSince(row, row.updatedAt).some((entry) => actorOf(entry)['actorId'] === userId);
  if (known) return row;
  const entry: JsonObject = {
    id: world.uuid(7),
    seenAt: instantOf(world.now()),
    // There is no register of names offline; the real server's own stand-in for one says this of everybody.
    seenBy: { actorType: 'PartyRepresentative', actorName: 'Gunnar Gunnarson', actorId: userId },
    isViaServiceOwner: false,
  };
  const seen: DialogRow = { ...row, seen: [...(row.seen ?? []), entry] };
  store.table<DialogRow>(tables.dialogs).put(row.id, seen);
  return seen;
}

/** An entry as the dialog shows it to a caller who acts for an end user, or for none. */
export function presentSeen(entry: JsonObject, userId: string | undefined): JsonObject {
  return { ...entry, isCurrentEndUser: actorOf(entry)['actorId'] === userId };
}

function actorOf(entry: JsonObject): JsonObject {
  return entry['seenBy'] as JsonObject;
}
