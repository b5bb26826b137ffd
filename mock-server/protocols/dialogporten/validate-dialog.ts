import type { JsonObject } from '../../../core/json.ts';
import type { World } from '../../kernel/world.ts';
import type { Instant } from './date-time.ts';
import type { DtoObject } from './dto-schema.ts';
import { dialogContent } from './dtos.ts';
import { type Findings, find } from './findings.ts';
import { validateActivity } from './validate-activity.ts';
import { validateContent } from './validate-content.ts';
import { validateDto } from './validate-dto.ts';
import { validateTransmission } from './validate-transmission.ts';

/** Checks everything that POST, PUT and PATCH of a dialog have in common; findings stand under "dto.". */
export function validateDialog(type: DtoObject, dto: JsonObject, world: World, findings: Findings): void {
  validateDto(type, dto, 'dto', world, findings);
  const apiOnly = dto['isApiOnly'] === true;
  validateContent(dialogContent, dto['content'] as JsonObject | undefined, apiOnly, 'dto.content', findings);
  validateActionCounts(listOf(dto, 'guiActions'), findings);
  if (dto['precedingProcess'] !== undefined && dto['process'] === undefined)
    find(findings, 'dto.process', 'Process must not be empty when PrecedingProcess is set.');
  for (const [index, transmission] of listOf(dto, 'transmissions').entries())
    validateTransmission(transmission, apiOnly, `dto.transmissions[${index}]`, findings);
  for (const [index, activity] of listOf(dto, 'activities').entries())
    validateActivity(activity, `dto.activities[${index}]`, findings);
}

/** A list member of a body that was read; the reader fills in empty ones. */
export function listOf(dto: JsonObject, name: string): readonly JsonObject[] {
  return (dto[name] ?? []) as readonly JsonObject[];
}

function validateActionCounts(actions: readonly JsonObject[], findings: Findings): void {
  const limits = [
    ['Primary', 1, 'Only one primary GUI action is allowed.'],
    ['Secondary', 1, 'Only one secondary GUI action is allowed.'],
    ['Tertiary', 5, 'Only five tertiary GUI actions are allowed.'],
  ] as const;
  for (const [priority, most, message] of limits)
    if (actions.filter((action) => action['priority'] === priority).length > most)
      find(findings, 'dto.guiActions', message);
}

/** Is a date in the past, as far as a server says so: compared with the stored one, which may stay as it is? */
export function isNewPastDate(value: Instant | undefined, stored: Instant | undefined, now: Instant): boolean {
  return value !== stored && (value === undefined || value <= now);
}
