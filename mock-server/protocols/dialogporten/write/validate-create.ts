import type { JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { createDialogDto } from '../model/dtos.ts';
import { type Findings, find } from '../model/findings.ts';
import { partyFault } from '../model/party.ts';
import { missingRelations } from '../model/transmission-hierarchy.ts';
import { validateCreateDates } from './validate-create-dates.ts';
import { validateDialog } from './validate-dialog.ts';

const notAParty =
  "'Party' must be on format 'urn:altinn:organization:identifier-no:{norwegian org-nr}', 'urn:altinn:person:identifier-no:{norwegian f-nr/d-nr}', 'urn:altinn:person:legacy-selfidentified:{username}' or 'urn:altinn:person:idporten-email:{e-mail}' with valid values, respectively.";

/** Checks the body of a POST …/dialogs. */
export function validateCreate(dto: JsonObject, world: World, findings: Findings): void {
  validateDialog(createDialogDto, dto, world, findings);
  const { serviceResource, party, systemLabel, activities, transmissions } = dto;
  const foreign =
    typeof serviceResource === 'string' && !serviceResource.toLowerCase().startsWith('urn:altinn:resource:');
  if (foreign && world.keeps('DP-CR-007'))
    find(findings, 'dto.serviceResource', "'ServiceResource' must start with 'urn:altinn:resource:'.");
  const fault = typeof party === 'string' && party !== '' ? partyFault(party) : undefined;
  if (fault !== undefined && world.keepsFor(fault, 'DP-CR-008')) find(findings, 'dto.party', notAParty);
  if (typeof systemLabel === 'string' && !['Default', 'Bin', 'Archive'].includes(systemLabel))
    if (world.keepsFor('systemLabel', 'DP-CR-018'))
      find(findings, 'dto.systemLabel', 'SystemLabel must be Default, Bin or Archive.');
  validateCreateDates(dto, world, findings);
  for (const [index, transmission] of missingRelations(transmissions as readonly JsonObject[]))
    if (world.keepsFor('create', 'DP-TX-005'))
      find(findings, `dto.transmissions[${index}]`, `Item '${transmission}' in 'Transmissions' does not exist.`);
  const known = new Set((transmissions as readonly JsonObject[]).map(({ id }) => id));
  for (const [index, { transmissionId }] of (activities as readonly JsonObject[]).entries())
    if (transmissionId !== undefined && !known.has(transmissionId) && world.keepsFor('unknown', 'DP-CR-019'))
      find(findings, `dto.activities[${index}]`, 'The transmission it refers to does not exist.');
}
