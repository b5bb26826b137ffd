import type { JsonObject } from '../../../core/json.ts';
import type { DtoObject } from './dto-schema.ts';
import { transmissionDto } from './dtos.ts';
import { type Findings, find } from './findings.ts';
import { validateActor } from './validate-actor.ts';
import { validateContent } from './validate-content.ts';

const content = transmissionDto.members.find(({ name }) => name === 'content')?.type as DtoObject;

/** Checks of a transmission that concern several of its members. */
export function validateTransmission(
  transmission: JsonObject,
  apiOnly: boolean,
  place: string,
  findings: Findings,
): void {
  validateContent(content, transmission['content'] as JsonObject | undefined, apiOnly, `${place}.content`, findings);
  validateActor(transmission['sender'] as JsonObject | undefined, `${place}.sender`, findings);
  const id = transmission['id'];
  if (id !== undefined && transmission['relatedTransmissionId'] === id)
    find(
      findings,
      `${place}.relatedTransmissionId`,
      `A transmission cannot reference itself (RelatedTransmissionId is equal to Id, '${id}').`,
    );
}
