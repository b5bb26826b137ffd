import type { JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { type Findings, find } from '../model/findings.ts';

/** An owner goes without name and id, anybody else has exactly one of them. */
export function validateActor(actor: JsonObject | undefined, place: string, world: World, findings: Findings): void {
  if (actor === undefined || typeof actor['actorType'] !== 'string') return;
  const named = [actor['actorId'], actor['actorName']].filter((each) => each !== undefined && each !== '').length;
  const owner = actor['actorType'] === 'ServiceOwner';
  if (named === (owner ? 0 : 1)) return;
  const what = owner ? 'owner with name' : named === 0 ? 'party without name' : 'party with name and id';
  if (!world.keepsFor(what, 'DP-CR-020')) return;
  find(
    findings,
    place,
    "If 'ActorType' is 'ServiceOwner', both 'ActorId' and 'ActorName' must be null. For any other value of 'ActorType', 'ActorId' or 'ActorName' must be set, but not both simultaneously.",
  );
}
