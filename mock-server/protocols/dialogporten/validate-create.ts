import type { JsonObject } from '../../../core/json.ts';
import type { World } from '../../kernel/world.ts';
import { instantOf } from './date-time.ts';
import { createDialogDto } from './dtos.ts';
import { type Findings, find } from './findings.ts';
import { isParty } from './party.ts';
import { hasScope, scopes } from './principals.ts';
import { validateDialog } from './validate-dialog.ts';
import { clockToleranceMs } from './validate-dto.ts';

const partyFault =
  "'Party' must be on format 'urn:altinn:organization:identifier-no:{norwegian org-nr}', 'urn:altinn:person:identifier-no:{norwegian f-nr/d-nr}', 'urn:altinn:person:legacy-selfidentified:{username}' or 'urn:altinn:person:idporten-email:{e-mail}' with valid values, respectively.";

/** Checks the body of a POST …/dialogs. */
export function validateCreate(dto: JsonObject, world: World, findings: Findings): void {
  validateDialog(createDialogDto, dto, world, findings);
  const { serviceResource, party, systemLabel, activities, transmissions } = dto;
  if (typeof serviceResource === 'string' && !serviceResource.toLowerCase().startsWith('urn:altinn:resource:'))
    find(findings, 'dto.serviceResource', "'ServiceResource' must start with 'urn:altinn:resource:'.");
  if (typeof party === 'string' && party !== '' && !isParty(party)) find(findings, 'dto.party', partyFault);
  if (typeof systemLabel === 'string' && !['Default', 'Bin', 'Archive'].includes(systemLabel))
    find(findings, 'dto.systemLabel', 'SystemLabel must be Default, Bin or Archive.');
  validateDates(dto, world, findings);
  const known = new Set((transmissions as readonly JsonObject[]).map(({ id }) => id));
  for (const [index, { transmissionId }] of (activities as readonly JsonObject[]).entries())
    if (transmissionId !== undefined && !known.has(transmissionId))
      find(findings, `dto.activities[${index}]`, 'The transmission it refers to does not exist.');
}

function validateDates(dto: JsonObject, world: World, findings: Findings): void {
  const { dueAt, expiresAt, visibleFrom, createdAt, updatedAt } = dto;
  const before = (a: unknown, b: unknown): boolean => typeof a === 'string' && typeof b === 'string' && a < b;
  const latest = instantOf(world.now() + clockToleranceMs);
  if (before(dueAt, visibleFrom) && !hasScope(world, scopes.admin))
    find(findings, 'dto.dueAt', "'DueAt' must be after 'VisibleFrom'.");
  if (before(expiresAt, dueAt)) find(findings, 'dto.expiresAt', "'ExpiresAt' must be after 'DueAt'.");
  if (before(expiresAt, visibleFrom)) find(findings, 'dto.expiresAt', "'ExpiresAt' must be after 'VisibleFrom'.");
  if (before(latest, createdAt)) find(findings, 'dto.createdAt', "'CreatedAt' must be in the past.");
  if (before(latest, updatedAt)) find(findings, 'dto.updatedAt', "'UpdatedAt' must be in the past.");
  if (updatedAt !== undefined && createdAt === undefined)
    find(findings, 'dto.createdAt', "CreatedAt must not be empty when 'UpdatedAt is set.");
  if (before(updatedAt, createdAt))
    find(findings, 'dto.updatedAt', "'UpdatedAt' must be greater than or equal to 'CreatedAt'.");
}
