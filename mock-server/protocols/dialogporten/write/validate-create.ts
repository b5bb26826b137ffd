import type { JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { createDialogDto } from '../model/dtos.ts';
import { type Findings, find } from '../model/findings.ts';
import { insists } from '../model/insists.ts';
import { isParty } from '../model/party.ts';
import { refuseLawful } from './overly-strict.ts';
import { validateCreateDates } from './validate-create-dates.ts';
import { validateDialog } from './validate-dialog.ts';

const partyFault =
  "'Party' must be on format 'urn:altinn:organization:identifier-no:{norwegian org-nr}', 'urn:altinn:person:identifier-no:{norwegian f-nr/d-nr}', 'urn:altinn:person:legacy-selfidentified:{username}' or 'urn:altinn:person:idporten-email:{e-mail}' with valid values, respectively.";

/** Checks the body of a POST …/dialogs. */
export function validateCreate(dto: JsonObject, silent: boolean, world: World, findings: Findings): void {
  validateDialog(createDialogDto, dto, world, findings);
  const { serviceResource, party, systemLabel, activities, transmissions } = dto;
  const foreign =
    typeof serviceResource === 'string' && !serviceResource.toLowerCase().startsWith('urn:altinn:resource:');
  if (foreign && world.keeps('DP-CR-007'))
    find(findings, 'dto.serviceResource', "'ServiceResource' must start with 'urn:altinn:resource:'.");
  if (typeof party === 'string' && party !== '') validateParty(party, world, findings);
  if (typeof systemLabel === 'string' && !['Default', 'Bin', 'Archive'].includes(systemLabel))
    if (insists(world, 'DP-CR-018', 'any-system-label-accepted'))
      find(findings, 'dto.systemLabel', 'SystemLabel must be Default, Bin or Archive.');
  validateCreateDates(dto, silent, world, findings);
  const known = new Set((transmissions as readonly JsonObject[]).map(({ id }) => id));
  for (const [index, { transmissionId }] of (activities as readonly JsonObject[]).entries())
    if (transmissionId !== undefined && !(known.has(transmissionId) && !world.mutant('new-transmission-stays-closed')))
      if (insists(world, 'DP-CR-019', 'unknown-transmission-accepted'))
        find(findings, `dto.activities[${index}]`, 'The transmission it refers to does not exist.');
  refuseLawful(dto, world, findings);
}

function validateParty(party: string, world: World, findings: Findings): void {
  const personal = party.startsWith('urn:altinn:person:identifier-no:');
  const sound = isParty(party, world.mutant('first-check-digit-ignored'));
  const refused = sound ? !personal && world.mutant('persons-only') : world.keeps('DP-CR-008');
  if (refused) find(findings, 'dto.party', partyFault);
}
