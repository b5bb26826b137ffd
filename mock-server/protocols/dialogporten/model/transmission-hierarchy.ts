import type { Json, JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { insists } from './insists.ts';

const deepest = 100;

/** What is wrong with the references among a dialog's transmissions: messages, none when all is well. */
export function hierarchyFaults(transmissions: readonly JsonObject[], world: World): string[] {
  const parents = new Map(transmissions.map((each) => [each['id'], each['relatedTransmissionId']]));
  const missing = transmissions
    .map((each) => each['relatedTransmissionId'])
    .filter((id) => id !== undefined && !parents.has(id));
  if (missing.length > 0 && insists(world, 'DP-TX-005', 'unknown-related-transmission-accepted'))
    return [
      `Hierarchy reference violation found. TransmissionHierarchyNode with the following referenced ids does not exist: [${missing.join(', ')}].`,
    ];
  const longest = longestChain(parents);
  const tooLong =
    longest > deepest ? world.keeps('DP-CR-021') : longest === deepest && world.mutant('chain-of-99-at-most');
  return tooLong
    ? [`Hierarchy depth violation found. The longest chain of TransmissionHierarchyNode may be ${deepest}.`]
    : [];
}

/** Length of the longest chain, counted no further than one beyond what is allowed. */
function longestChain(parents: ReadonlyMap<Json | undefined, Json | undefined>): number {
  let longest = 0;
  for (const id of parents.keys()) {
    let length = 1;
    for (let parent = parents.get(id); parent !== undefined && length <= deepest; parent = parents.get(parent))
      length++;
    longest = Math.max(longest, length);
  }
  return longest;
}
