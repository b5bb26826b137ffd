import type { JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { insists } from './insists.ts';
import { hasScope, scopes } from './principals.ts';

const types: ReadonlySet<unknown> = new Set(['CorrespondenceOpened', 'CorrespondenceConfirmed']);

/** What a caller without the scope is told. */
export const correspondenceRefusal =
  'Use of CorrespondenceConfirmed or CorrespondenceOpened activity types requires the scope digdir:dialogporten.correspondence.';

/** Is there an activity among these that only callers with the correspondence scope may add, and the caller has it not? */
export function needsCorrespondence(activities: readonly JsonObject[], world: World): boolean {
  const wanted = activities.find(({ type }) => types.has(type));
  if (!wanted) return false;
  if (hasScope(world, scopes.correspondence)) return world.mutant('correspondence-always-refused');
  return insists(world, 'DP-AUTH-007', `${String(wanted['type'])}-for-anybody`);
}
