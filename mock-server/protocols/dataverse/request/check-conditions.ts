import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import type { TableRow } from '../model/table-row.ts';
import { namesLaterState, namesState } from '../read/row-tag.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { rowExists, versionMismatch } from '../refusals.ts';
import { type Location, notThere } from './locate-row.ts';
import type { Conditions } from './read-conditions.ts';

/** Why the conditions of a PATCH forbid it; undefined: they hold. */
export function checkPatchConditions(
  store: Store,
  location: Location,
  conditions: Conditions,
  world: World,
): Refusal | undefined {
  return checkIfMatch(store, location, conditions, world) ?? checkIfNoneMatch(location, conditions, world);
}

function checkIfMatch(store: Store, location: Location, { ifMatch }: Conditions, world: World): Refusal | undefined {
  const { row } = location;
  if (ifMatch === undefined) return undefined;
  if (!row) {
    const byKey = location.id === undefined;
    if (ifMatch === '*' && !world.keeps(byKey ? 'DV-AK-014' : 'DV-UPD-010')) return undefined;
    return ifMatch === '*' && world.mutant('update-only-on-missing-is-412') ? rowExists() : notThere(location);
  }
  if (ifMatch === '*') return world.keeps('DV-CND-006') ? undefined : versionMismatch();
  const locks = world.mutant('refused-write-locks-the-row') ? store.table<TableRow>('locked') : undefined;
  if (namesState(ifMatch, row, world) || (world.mutant('later-tags-accepted') && namesLaterState(ifMatch, row)))
    return world.keeps('DV-CND-001') && !locks?.has(row.id) ? undefined : versionMismatch();
  if (!world.keeps('DV-CND-002') || (location.key && world.mutant('tags-ignored-by-key'))) return undefined;
  locks?.put(row.id, row);
  return world.mutant('stale-is-409') ? { ...versionMismatch(), status: 409 } : versionMismatch();
}

function checkIfNoneMatch(location: Location, { ifNoneMatch }: Conditions, world: World): Refusal | undefined {
  const { row } = location;
  if (ifNoneMatch === undefined) return undefined;
  if (!row) return ifNoneMatch === '*' && !world.keeps('DV-CND-007') ? rowExists() : undefined;
  if (!namesState(ifNoneMatch, row, world)) return undefined;
  if (!world.keeps(location.id === undefined ? 'DV-AK-015' : 'DV-CND-008')) return undefined;
  return world.mutant('create-only-on-existing-is-409') ? { ...rowExists(), status: 409 } : rowExists();
}

/** Why the conditions of a write to one property forbid it. */
export function checkPropertyConditions({ row }: Location, { ifMatch }: Conditions, world: World): Refusal | undefined {
  return ifMatch !== undefined && row && !namesState(ifMatch, row, world) ? versionMismatch() : undefined;
}

/** Why the conditions of a DELETE forbid it. */
export function checkDeleteConditions(
  { row, key }: Location,
  { ifMatch }: Conditions,
  world: World,
): Refusal | undefined {
  if (ifMatch === undefined || !row) return undefined;
  if (namesState(ifMatch, row, world)) return world.keeps('DV-CND-004') ? undefined : versionMismatch();
  if (!world.keeps('DV-CND-003') || (key && world.mutant('tags-ignored-by-key'))) return undefined;
  return world.mutant('stale-delete-is-409') ? refuse(409, '', versionMismatch().message) : versionMismatch();
}
