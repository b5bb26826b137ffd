import type { JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import { type Findings, find } from '../model/findings.ts';
import { hasScope, scopes } from '../model/principals.ts';

/** Dates of an update must not come before each other or before the dialog becomes visible, not even silently. */
export function validateUpdateDates(row: DialogRow, dto: JsonObject, world: World, findings: Findings): void {
  const { dueAt, expiresAt } = dto;
  const opens = row.visibleFrom;
  const before = (a: unknown, b: unknown): boolean => typeof a === 'string' && typeof b === 'string' && a < b;
  const excused = hasScope(world, scopes.admin);
  if (before(dueAt, opens) && !excused && world.keepsFor('dueAt', 'DP-PUT-016'))
    find(findings, 'dto.dueAt', 'DueAt must be greater than or equal to VisibleFrom.');
  if (before(expiresAt, opens) && world.keepsFor('expiresAt', 'DP-PUT-016'))
    find(findings, 'dto.expiresAt', 'ExpiresAt must be greater than or equal to VisibleFrom.');
  if (before(expiresAt, dueAt)) find(findings, 'dto.expiresAt', "'ExpiresAt' must be after 'DueAt'.");
}
