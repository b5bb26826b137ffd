import type { World } from '../../../kernel/world.ts';
import type { Action, Entity, Permission, Permissions } from './entity.ts';

const wanted: Readonly<Record<string, readonly Action[]>> = {
  GET: ['read'],
  POST: ['create'],
  PUT: ['create', 'update'],
  PATCH: ['create', 'update'],
  DELETE: ['delete'],
};

/** May the role do this? PUT and PATCH need both create and update, whatever they turn out to be: that is `rule`. */
export function isAllowed(entity: Entity, role: string, method: string, rule: string, world: World): boolean {
  const permissions = permissionsOf(entity, role, world);
  if (permissions === 'all') return true;
  if (permissions === 'none') return false;
  const forgotten = (action: Action): boolean => world.mutant(`${method.toLowerCase()}-needs-no-${action}`);
  const held = (wanted[method] ?? []).filter((action) => permissions[action] !== undefined || forgotten(action));
  if (held.length === wanted[method]?.length) return true;
  const upsert = method === 'PUT' || method === 'PATCH';
  return upsert && held.length > 0 && !world.keeps(rule);
}

/** May the role touch all these columns with whatever the method may turn out to be? */
export function mayWrite(
  entity: Entity,
  role: string,
  method: string,
  columns: readonly string[],
  world: World,
): boolean {
  const actions = wanted[method] ?? [];
  const may = (action: Action): boolean =>
    !permissionOf(entity, role, action, world)?.exclude.some((name) => columns.includes(name));
  if (actions.every(may)) return true;
  if (actions.some(may) && world.mutant('columns-need-one-permission')) return true;
  return !world.keeps('DAB-AUT-006');
}

/** Columns the role may see in the answer to a write; undefined: no row at all. */
export function readableColumns(entity: Entity, role: string, world: World): readonly string[] | undefined {
  const names = entity.columns.map(({ name }) => name);
  const permissions = permissionsOf(entity, role, world);
  if (typeof permissions === 'string') return names;
  const { read } = permissions;
  if (read === undefined) return world.keeps('DAB-AUT-003') ? undefined : names;
  const readable = names.filter((name) => !read.exclude.includes(name));
  return readable.length === names.length || world.keeps('DAB-AUT-004') ? readable : names;
}

/** What the role may do with an action; undefined: anything. */
export function permissionOf(entity: Entity, role: string, action: Action, world: World): Permission | undefined {
  const permissions = permissionsOf(entity, role, world);
  return typeof permissions === 'string' ? undefined : permissions[action];
}

/**
 * A role without a block of its own inherits from everybody; 1.x knew no such inheritance. Names in the configuration
 * are looked up without regard to letter case.
 */
function permissionsOf(entity: Entity, role: string, world: World): Permissions | 'all' | 'none' {
  if (role === 'anonymous' || role === 'authenticated') return 'all';
  const own = entity.roles[role] ?? lookUp(entity, role, world);
  if (own) return own;
  if (world.edition === 'v1') return world.mutant('roles-inherit-in-1-x') ? 'all' : 'none';
  return world.mutant('roles-inherit-nothing') ? 'none' : 'all';
}

function lookUp(entity: Entity, role: string, world: World): Permissions | undefined {
  return world.keeps('DAB-AUT-010') ? entity.roles[role.toLowerCase()] : undefined;
}
