import type { Json, JsonObject } from '../../../../core/json.ts';
import { jsonObject } from '../../../../core/json.ts';
import type { Refused } from '../../../kernel/refused.ts';
import type { World } from '../../../kernel/world.ts';
import { refuseBad } from '../errors.ts';
import type { Entity } from '../model/entity.ts';

/**
 * Gives members that name a column in other letter case the column's own spelling. The product does so on a lenient
 * endpoint, and only after it has looked for missing members.
 */
export function foldNames(entity: Entity, body: JsonObject, world: World): JsonObject | Refused {
  const members = new Map<string, Json>();
  for (const [name, value] of Object.entries(body)) {
    const own = ownSpelling(entity, name);
    const folded = own !== name && world.keeps('DAB-STR-005') ? own : name;
    if (members.has(folded) && world.keepsFor('two-spellings', 'DAB-STR-005'))
      return refuseBad(world, `An item with the same key has already been added. Key: ${folded}`);
    members.set(folded, value);
  }
  return jsonObject(members);
}

/** The spelling of the column that a member names in any letter case. */
export function ownSpelling(entity: Entity, name: string): string {
  const column = entity.columns.find(({ exposed }) => exposed.toLowerCase() === name.toLowerCase());
  return column?.exposed ?? name;
}
