import type { JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import { type Findings, find } from '../model/findings.ts';
import { insists } from '../model/insists.ts';
import { hasScope, scopes } from '../model/principals.ts';

/** Dates of an update must not come before each other or before the dialog becomes visible, not even silently. */
export function validateUpdateDates(row: DialogRow, dto: JsonObject, world: World, findings: Findings): void {
  if (world.mutant('dates-out-of-order-accepted')) return;
  const { dueAt, expiresAt } = dto;
  const opens = row.visibleFrom;
  const before = (a: unknown, b: unknown): boolean =>
    typeof a === 'string' && typeof b === 'string' && (a < b || (a === b && world.mutant('due-on-opening-refused')));
  const excused = hasScope(world, scopes.admin) && !world.mutant('administrators-due-before-opening');
  if (before(dueAt, opens) && !excused && insists(world, 'DP-PUT-016', 'due-before-opening-on-update'))
    find(findings, 'dto.dueAt', 'DueAt must be greater than or equal to VisibleFrom.');
  if (before(expiresAt, opens) && insists(world, 'DP-PUT-016', 'expiry-before-opening-on-update'))
    find(findings, 'dto.expiresAt', 'ExpiresAt must be greater than or equal to VisibleFrom.');
  if (before(expiresAt, dueAt)) find(findings, 'dto.expiresAt', "'ExpiresAt' must be after 'DueAt'.");
}
