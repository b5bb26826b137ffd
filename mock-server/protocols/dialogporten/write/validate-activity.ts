import type { JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { type Findings, find } from '../model/findings.ts';
import { insists } from '../model/insists.ts';
import { validateActor } from './validate-actor.ts';

/** Checks of an activity that concern several of its members. */
export function validateActivity(activity: JsonObject, place: string, world: World, findings: Findings): void {
  const type = activity['type'];
  const described = ((activity['description'] ?? []) as readonly unknown[]).length > 0;
  const opens = type === 'TransmissionOpened';
  const refers = activity['transmissionId'] !== undefined;
  const check = (wrong: boolean, bug: string, member: string, message: string): void => {
    if (wrong && insists(world, 'DP-CR-019', bug)) find(findings, `${place}.${member}`, message);
  };
  check(
    type === 'Information' && !described,
    'information-without-description',
    'description',
    "Description is required when the type is 'Information'.",
  );
  check(
    type !== 'Information' && described,
    'description-of-anything',
    'description',
    "Description is only allowed when the type is 'Information'.",
  );
  check(
    opens && !refers,
    'opened-without-transmission',
    'transmissionId',
    'An activity of type TransmissionOpened needs to reference a transmission.',
  );
  check(
    !opens && refers,
    'anything-refers-to-transmission',
    'transmissionId',
    'Only activities of type TransmissionOpened can reference a transmission.',
  );
  validateActor(activity['performedBy'] as JsonObject | undefined, `${place}.performedBy`, world, findings);
}
