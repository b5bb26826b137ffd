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
  return filter.ok && passesFilter(filter.value, { read: (path) => valueAt(entity, row, path) });
}
