import type { JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import type { DtoObject } from '../model/dto-schema.ts';
import { dialogContent, updateDialogDto } from '../model/dtos.ts';
import { type Findings, find } from '../model/findings.ts';
import { listOf } from '../model/list-of.ts';
import { validateActivity } from './validate-activity.ts';
import { validateContent } from './validate-content.ts';
import { validateDto } from './validate-dto.ts';
import { validateTransmission } from './validate-transmission.ts';

/** Checks everything that POST, PUT and PATCH of a dialog have in common; findings stand under "dto.". */
export function validateDialog(type: DtoObject, dto: JsonObject, world: World, findings: Findings): void {
  validateDto(type, dto, 'dto', world, findings);
  const apiOnly = dto['isApiOnly'] === true;
  const rule = type === updateDialogDto ? 'DP-PUT-005' : 'DP-CR-005';
  const demand = { optional: apiOnly, rule, ruleIfThere: 'DP-CR-006' } as const;
  validateContent(dialogContent, dto['content'] as JsonObject | undefined, demand, 'dto.content', world, findings);
  validateActionCounts(listOf(dto, 'guiActions'), world, findings);
  validateGuiVerbs(listOf(dto, 'guiActions'), findings);
  for (const [index, action] of listOf(dto, 'apiActions').entries())
    validateSunsets(listOf(action, 'endpoints'), `dto.apiActions[${index}].endpoints`, findings);
  const orphaned = dto['precedingProcess'] !== undefined && dto['process'] === undefined;
  if (orphaned && world.keepsFor('precedingProcess alone', 'DP-CR-017'))
    find(findings, 'dto.process', 'Process must not be empty when PrecedingProcess is set.');
  for (const [index, transmission] of listOf(dto, 'transmissions').entries())
    validateTransmission(transmission, apiOnly, `dto.transmissions[${index}]`, world, findings);
  for (const [index, activity] of listOf(dto, 'activities').entries())
    validateActivity(activity, `dto.activities[${index}]`, world, findings);
}

function validateActionCounts(actions: readonly JsonObject[], world: World, findings: Findings): void {
  const limits = [
    ['Primary', 1, 'Only one primary GUI action is allowed.'],
    ['Secondary', 1, 'Only one secondary GUI action is allowed.'],
    ['Tertiary', 5, 'Only five tertiary GUI actions are allowed.'],
  ] as const;
  for (const [priority, most, message] of limits)
    if (
      actions.filter((action) => action['priority'] === priority).length > most &&
      world.keepsFor(priority, 'DP-CR-016')
    )
      find(findings, 'dto.guiActions', message);
}

function validateGuiVerbs(actions: readonly JsonObject[], findings: Findings): void {
  for (const [index, { httpMethod = 'GET' }] of actions.entries())
    if (!['GET', 'POST', 'DELETE'].includes(String(httpMethod)))
      find(
        findings,
        `dto.guiActions[${index}].httpMethod`,
        "'HttpMethod' for GUI actions must be one of the following: [GET, POST, DELETE].",
      );
}

function validateSunsets(endpoints: readonly JsonObject[], path: string, findings: Findings): void {
  for (const [index, { sunsetAt, deprecated }] of endpoints.entries())
    if (sunsetAt !== undefined && deprecated !== true)
      find(findings, `${path}[${index}].deprecated`, "'Deprecated' must be equal to 'True'.");
}
