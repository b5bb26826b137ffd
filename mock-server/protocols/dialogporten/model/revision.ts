import type { JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { uuidVersion } from '../seams.ts';

/** A revision nobody has seen before; revisions have no order. */
export function newRevision(world: World): string {
  return world.uuid(world.through(uuidVersion, 4, 'revision'));
}

/** Types of transmissions that come from the party rather than the owner. */
export function isFromParty({ type }: JsonObject): boolean {
  return type === 'Submission' || type === 'Correction';
}

/** The label that a dialog has once the party has sent something. */
export function sentLabel(added: readonly JsonObject[], world: World): string[] {
  return added.some(isFromParty) && world.keeps('DP-TX-008') ? ['Sent'] : [];
}
