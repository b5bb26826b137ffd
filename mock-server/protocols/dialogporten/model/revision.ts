import type { JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { uuidVersion } from '../seams.ts';

/** A UUID of the server's own: ids tell when they were made, revisions have no order. */
export function newUuid(of: 'dialog' | 'child' | 'revision', world: World): string {
  world.cites('DP-ID-011');
  return world.uuid(world.through(uuidVersion, of === 'revision' ? 4 : 7, of));
}

/** A revision nobody has seen before. */
export function newRevision(world: World): string {
  return newUuid('revision', world);
}

/** Types of transmissions that come from the party rather than the owner. */
export function isFromParty({ type }: JsonObject): boolean {
  return type === 'Submission' || type === 'Correction';
}

/** The label that a dialog has once the party has sent something. */
export function sentLabel(added: readonly JsonObject[], world: World): string[] {
  return added.some(isFromParty) && world.keeps('DP-TX-008') ? ['Sent'] : [];
}
