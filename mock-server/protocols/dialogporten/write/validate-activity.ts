import type { JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { type Findings, find } from '../model/findings.ts';
import { validateActor } from './validate-actor.ts';

/** Checks of an activity that concern several of its members. */
export function validateActivity(activity: JsonObject, place: string, world: World, findings: Findings): void {
  const type = activity['type'];
  const described = ((activity['description'] ?? []) as readonly unknown[]).length > 0;
  const opens = type === 'TransmissionOpened';
  const refers = activity['transmissionId'] !== undefined;
  const check = (wrong: boolean, what: string, member: string, message: string): void => {
    if (wrong && world.keepsFor(what, 'DP-CR-019')) find(findings, `${place}.${member}`, message);
  };
  check(
    type === 'Information' && !described,
    'information without description',
    'description',
    "Description is required when the type is 'Information'.",
  );
  check(
    type !== 'Information' && described,
    'description of anything else',
    'description',
    "Description is only allowed when the type is 'Information'.",
  );
  check(
    opens && !refers,
    'opened without transmission',
    'transmissionId',
    'An activity of type TransmissionOpened needs to reference a transmission.',
  );
  check(
    !opens && refers,
    'transmission of anything else',
    'transmissionId',
    'Only activities of type TransmissionOpened can reference a transmission.',
  );
  validateActor(activity['performedBy'] as JsonObject | undefined, `${place}.performedBy`, world, findings);
}
