import type { JsonObject } from '../../../core/json.ts';
import { type Findings, find } from './findings.ts';
import { validateActor } from './validate-actor.ts';

/** Checks of an activity that concern several of its members. */
export function validateActivity(activity: JsonObject, place: string, findings: Findings): void {
  const type = activity['type'];
  const described = ((activity['description'] ?? []) as readonly unknown[]).length > 0;
  if (type === 'Information' && !described)
    find(findings, `${place}.description`, "Description is required when the type is 'Information'.");
  if (type !== 'Information' && described)
    find(findings, `${place}.description`, "Description is only allowed when the type is 'Information'.");
  const opens = type === 'TransmissionOpened';
  if (opens && activity['transmissionId'] === undefined)
    find(
      findings,
      `${place}.transmissionId`,
      'An activity of type TransmissionOpened needs to reference a transmission.',
    );
  if (!opens && activity['transmissionId'] !== undefined)
    find(
      findings,
      `${place}.transmissionId`,
      'Only activities of type TransmissionOpened can reference a transmission.',
    );
  validateActor(activity['performedBy'] as JsonObject | undefined, `${place}.performedBy`, findings);
}
