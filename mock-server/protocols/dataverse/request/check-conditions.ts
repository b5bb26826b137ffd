import type { World } from '../../../kernel/world.ts';
import { namesState } from '../read/row-tag.ts';
import type { Refusal } from '../refusal.ts';
import { concurrencyNotEnabled, rowExists, versionMismatch } from '../refusals.ts';
import { notThere } from './locate-row.ts';
import type { Location } from './location.ts';
import type { Conditions } from './read-conditions.ts';

/** Why the conditions of a PATCH forbid it; undefined: they hold. */
export function checkPatchConditions(location: Location, conditions: Conditions, world: World): Refusal | undefined {
  return checkIfMatch(location, conditions, world) ?? checkIfNoneMatch(location, conditions, world);
}

function checkIfMatch(location: Location, { ifMatch }: Conditions, world: World): Refusal | undefined {
  const { row, key } = location;
  if (ifMatch === undefined) return undefined;
  if (!row) {
    if (ifMatch === '*') world.cites(key ? 'DV-AK-014' : 'DV-UPD-010');
    else world.cites('DV-CND-014');
    return notThere(location);
  }
  const unfit = checkConcurrency(location, ifMatch, world);
  if (unfit) return unfit;
  if (!namesState(ifMatch, row, world))
    return world.keepsFor(subjectOf(location), 'DV-CND-002') ? versionMismatch() : undefined;
  world.cites(ifMatch === '*' ? 'DV-CND-006' : 'DV-CND-001');
  return undefined;
}

function checkIfNoneMatch(location: Location, { ifNoneMatch }: Conditions, world: World): Refusal | undefined {
  const { row, key } = location;
  if (ifNoneMatch === undefined) return undefined;
  if (!row) {
    if (ifNoneMatch === '*') world.cites('DV-CND-007');
    return undefined;
  }
  if (!namesState(ifNoneMatch, row, world)) return undefined;
  return world.keeps(key ? 'DV-AK-015' : 'DV-CND-008') ? rowExists() : undefined;
}

/** Why the conditions of a write to one property forbid it. */
export function checkPropertyConditions({ row }: Location, { ifMatch }: Conditions, world: World): Refusal | undefined {
  if (ifMatch === undefined || !row) return undefined;
  if (!namesState(ifMatch, row, world)) return world.keeps('DV-PRP-013') ? versionMismatch() : undefined;
  world.cites('DV-PRP-013');
  return undefined;
}

/** Why the conditions of a DELETE forbid it. */
export function checkDeleteConditions(location: Location, { ifMatch }: Conditions, world: World): Refusal | undefined {
  const { row } = location;
  if (ifMatch === undefined || !row) return undefined;
  const unfit = checkConcurrency(location, ifMatch, world);
  if (unfit) return unfit;
  if (!namesState(ifMatch, row, world))
    return world.keepsFor(subjectOf(location), 'DV-CND-003') ? versionMismatch() : undefined;
  world.cites('DV-CND-004');
  return undefined;
}

/** Why a tag is no condition on the rows of this table; a star asks for no version. */
function checkConcurrency(
  { table }: Location,
  ifMatch: NonNullable<Conditions['ifMatch']>,
  world: World,
): Refusal | undefined {
  if (table.optimisticConcurrency !== false || ifMatch === '*') return undefined;
  return world.keepsFor('write', 'DV-CND-013') ? concurrencyNotEnabled(table) : undefined;
}

/** How the request names the row, of which a server may forget the rarer way. */
function subjectOf({ key }: Location): string {
  return key ? 'alternate key' : 'primary key';
}
