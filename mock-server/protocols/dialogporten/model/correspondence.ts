import type { JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { hasScope, scopes } from './principals.ts';

const types: ReadonlySet<unknown> = new Set(['CorrespondenceOpened', 'CorrespondenceConfirmed']);

/** What a caller without the scope is told. */
export const correspondenceRefusal =
  'Use of CorrespondenceConfirmed or CorrespondenceOpened activity types requires the scope digdir:dialogporten.correspondence.';

/** Is there an activity among these that only callers with the correspondence scope may add, and the caller has it not? */
export function needsCorrespondence(activities: readonly JsonObject[], world: World): boolean {
  const wanted = activities.find(({ type }) => types.has(type));
  if (!wanted) return false;
  return !hasScope(world, scopes.correspondence) && world.keepsFor(String(wanted['type']), 'DP-AUTH-007');
}
