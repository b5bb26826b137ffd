import type { JsonObject } from '../../../core/json.ts';

const deepest = 100;

/** What is wrong with the references among a dialog's transmissions: messages, none when all is well. */
export function hierarchyFaults(transmissions: readonly JsonObject[]): string[] {
  const parents = new Map(transmissions.map((each) => [each['id'], each['relatedTransmissionId']]));
  const missing = transmissions
    .map((each) => each['relatedTransmissionId'])
    .filter((id) => id !== undefined && !parents.has(id));
  if (missing.length > 0)
    return [
      `Hierarchy reference violation found. TransmissionHierarchyNode with the following referenced ids does not exist: [${missing.join(', ')}].`,
    ];
  for (const { id } of transmissions) {
    let length = 1;
    for (let parent = parents.get(id); parent !== undefined; parent = parents.get(parent)) {
      length++;
      if (length > deepest)
        return [`Hierarchy depth violation found. The longest chain of TransmissionHierarchyNode may be ${deepest}.`];
    }
  }
  return [];
}
