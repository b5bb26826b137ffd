import type { JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { instantOf } from '../model/date-time.ts';
import { type Findings, find } from '../model/findings.ts';
import { hasScope, scopes } from '../model/principals.ts';
import { clockToleranceMs } from './validate-dto.ts';

/** Checks the dates of a new dialog against each other and against the clock. Silence lifts none of this. */
export function validateCreateDates(dto: JsonObject, world: World, findings: Findings): void {
  const { dueAt, expiresAt, visibleFrom, createdAt, updatedAt } = dto;
  const before = (a: unknown, b: unknown): boolean => typeof a === 'string' && typeof b === 'string' && a < b;
  const order = (wrong: boolean, what: string, member: string, message: string): void => {
    if (wrong && world.keepsFor(what, 'DP-CR-012')) find(findings, `dto.${member}`, message);
  };
  const excused = hasScope(world, scopes.admin);
  order(before(dueAt, visibleFrom) && !excused, 'due before opening', 'dueAt', "'DueAt' must be after 'VisibleFrom'.");
  order(before(expiresAt, dueAt), 'expiry before due', 'expiresAt', "'ExpiresAt' must be after 'DueAt'.");
  order(
    before(expiresAt, visibleFrom),
    'expiry before opening',
    'expiresAt',
    "'ExpiresAt' must be after 'VisibleFrom'.",
  );

  const latest = instantOf(world.now() + clockToleranceMs);
  const stamp = (wrong: boolean, what: string, member: string, message: string): void => {
    if (wrong && world.keepsFor(what, 'DP-CR-013')) find(findings, `dto.${member}`, message);
  };
  stamp(before(latest, createdAt), 'created in the future', 'createdAt', "'CreatedAt' must be in the past.");
  stamp(before(latest, updatedAt), 'updated in the future', 'updatedAt', "'UpdatedAt' must be in the past.");
  stamp(
    updatedAt !== undefined && createdAt === undefined,
    'updated, never created',
    'createdAt',
    "CreatedAt must not be empty when 'UpdatedAt is set.",
  );
  stamp(
    before(updatedAt, createdAt),
    'updated before created',
    'updatedAt',
    "'UpdatedAt' must be greater than or equal to 'CreatedAt'.",
  );
}
