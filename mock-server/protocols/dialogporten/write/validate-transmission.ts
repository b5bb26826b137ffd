import type { JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import type { DtoObject } from '../model/dto-schema.ts';
import { transmissionDto } from '../model/dtos.ts';
import { type Findings, find } from '../model/findings.ts';
import { validateActor } from './validate-actor.ts';
import { validateContent } from './validate-content.ts';

const content = transmissionDto.members.find(({ name }) => name === 'content')?.type as DtoObject;

/** Checks of a transmission that concern several of its members. */
export function validateTransmission(
  transmission: JsonObject,
  apiOnly: boolean,
  place: string,
  world: World,
  findings: Findings,
): void {
  const demand = { optional: apiOnly, rule: 'DP-TX-002', ruleIfThere: 'DP-TX-002' } as const;
  validateContent(
    content,
    transmission['content'] as JsonObject | undefined,
    demand,
    `${place}.content`,
    world,
    findings,
  );
  validateActor(transmission['sender'] as JsonObject | undefined, `${place}.sender`, world, findings);
  const id = transmission['id'];
  if (id !== undefined && transmission['relatedTransmissionId'] === id && world.keepsFor('itself', 'DP-TX-005'))
    find(
      findings,
      `${place}.relatedTransmissionId`,
      `A transmission cannot reference itself (RelatedTransmissionId is equal to Id, '${id}').`,
    );
}
