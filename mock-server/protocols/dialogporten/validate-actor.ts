import type { JsonObject } from '../../../core/json.ts';
import { type Findings, find } from './findings.ts';

/** An owner goes without name and id, anybody else has exactly one of them. */
export function validateActor(actor: JsonObject | undefined, place: string, findings: Findings): void {
  if (actor === undefined || typeof actor['actorType'] !== 'string') return;
  const named = [actor['actorId'], actor['actorName']].filter((each) => each !== undefined && each !== '').length;
  if (named === (actor['actorType'] === 'ServiceOwner' ? 0 : 1)) return;
  find(
    findings,
    place,
    "If 'ActorType' is 'ServiceOwner', both 'ActorId' and 'ActorName' must be null. For any other value of 'ActorType', 'ActorId' or 'ActorName' must be set, but not both simultaneously.",
  );
}
