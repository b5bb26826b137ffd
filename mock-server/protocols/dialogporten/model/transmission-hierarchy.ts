import type { JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';

const deepest = 100;

/** What is wrong with the references among the transmissions that a dialog has, or will have by a write. */
export function hierarchyFaults(
  transmissions: readonly JsonObject[],
  by: 'create' | 'update' | 'post',
  world: World,
): string[] {
  const missing = missingRelations(transmissions).map(([, id]) => id);
  // A create with one is refused before, as invalid.
  if (missing.length > 0 && by !== 'create' && world.keepsFor(by, 'DP-TX-005'))
    return [
      `Hierarchy reference violation found. TransmissionHierarchyNode with the following referenced ids does not exist: [${missing.join(', ')}].`,
    ];
  return longestChain(transmissions) > deepest && world.keepsFor(by, 'DP-CR-021')
    ? [`Hierarchy depth violation found. The longest chain of TransmissionHierarchyNode may be ${deepest}.`]
    : [];
}

/** Which transmission relates to one that is not among them, and to which. */
export function missingRelations(transmissions: readonly JsonObject[]): (readonly [index: number, id: string])[] {
  const ids = new Set(transmissions.map(({ id }) => id));
  return transmissions.flatMap(({ relatedTransmissionId: id }, index) =>
    typeof id === 'string' && !ids.has(id) ? [[index, id] as const] : [],
  );
}

/** Length of the longest chain of transmissions, counted no further than one beyond what is allowed. */
export function longestChain(transmissions: readonly JsonObject[]): number {
  const parents = new Map(transmissions.map((each) => [each['id'], each['relatedTransmissionId']]));
  let longest = 0;
  for (const id of parents.keys()) {
    let length = 1;
    for (let parent = parents.get(id); parent !== undefined && length <= deepest; parent = parents.get(parent))
      length++;
    longest = Math.max(longest, length);
  }
  return longest;
}
