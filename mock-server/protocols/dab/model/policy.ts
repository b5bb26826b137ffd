import { passesFilter } from '../../../kernel/odata/evaluate.ts';
import { parseFilter } from '../../../kernel/odata/parse-filter.ts';
import type { World } from '../../../kernel/world.ts';
import type { Action, Entity } from './entity.ts';
import { valueAt } from './odata-columns.ts';
import { permissionOf } from './permissions.ts';
import type { Row } from './rows.ts';

/** Does the role's database policy on this action select the row? Yes, where there is none. */
export function isSelected(entity: Entity, role: string, action: Action, row: Row, world: World): boolean {
  const policy = permissionOf(entity, role, action, world)?.policy;
  if (policy === undefined) return true;
  const filter = parseFilter(policy, ['item']);
  if (!filter.ok) throw new Error(`the policy of ${role} on ${entity.name} cannot be read: ${filter.error.message}`);
  return passesFilter(filter.value, { read: (path) => valueAt(entity, row, path) });
}

/** Does a database policy limit which rows the role may read? */
export function hasReadPolicy(entity: Entity, role: string, world: World): boolean {
  return permissionOf(entity, role, 'read', world)?.policy !== undefined;
}
