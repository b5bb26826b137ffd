import type { World } from '../../kernel/world.ts';
import type { Action, Entity } from './entity.ts';
import { permissionOf } from './permissions.ts';
import type { Row } from './rows.ts';

/** Does the role's database policy on this action select the row? Yes, where there is none. */
export function isSelected(entity: Entity, role: string, action: Action, row: Row, world: World): boolean {
  const policy = permissionOf(entity, role, action, world)?.policy;
  if (policy === undefined) return true;
  const [, column = '', value = ''] = /^@item\.(\w+) eq '(.*)'$/.exec(policy) ?? [];
  return row[column] === value;
}

/** Does a database policy limit which rows the role may read? */
export function hasReadPolicy(entity: Entity, role: string, world: World): boolean {
  return permissionOf(entity, role, 'read', world)?.policy !== undefined;
}
