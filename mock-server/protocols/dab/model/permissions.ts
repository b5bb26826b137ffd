import type { World } from '../../../kernel/world.ts';
import * as seams from '../seams.ts';
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
  const actions = wanted[method] ?? [];
  const missing = actions.filter((action) => permissions[action] === undefined);
  if (missing.length === actions.length) return false;
  return !missing.some((action) => world.keepsFor(`${method} needs ${action}`, rule));
}

/** May the role touch all these columns with whatever the method may turn out to be? */
export function mayWrite(
  entity: Entity,
  role: string,
  method: string,
  columns: readonly string[],
  world: World,
): boolean {
  const forbidden = (wanted[method] ?? []).flatMap((action) =>
    columns
      .filter((column) => permissionOf(entity, role, action, world)?.exclude.includes(column))
      .map((column) => ({ column, action })),
  );
  if (forbidden.length === 0) return true;
  return (
    world.through(seams.forbiddenColumns, forbidden, { entity, method }).length === 0 || !world.keeps('DAB-AUT-006')
  );
}

/** Columns the role may see in the answer to a write; undefined: no row at all. */
export function readableColumns(entity: Entity, role: string, world: World): readonly string[] | undefined {
  const names = entity.columns.map(({ name }) => name);
  const permissions = permissionsOf(entity, role, world);
  if (typeof permissions === 'string') return names;
  const { read } = permissions;
  if (read === undefined && world.keeps('DAB-AUT-003')) return undefined;
  return names.filter((name) => !(read?.exclude.includes(name) && world.keeps('DAB-AUT-004')));
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
  if (entity.onlyListed) return listed(entity, role, world);
  if (role === 'anonymous' || role === 'authenticated') return 'all';
  const own = entity.roles[role] ?? lookUp(entity, role, world);
  if (own) return own;
  return world.through(seams.permissionsOfUnlistedRole, world.edition === 'v1' ? 'none' : 'all');
}

/** "authenticated" inherits from "anonymous", and since 2.0 every other role from "authenticated". */
function listed(entity: Entity, role: string, world: World): Permissions | 'none' {
  const { anonymous, authenticated = anonymous } = entity.roles;
  const own = entity.roles[role] ?? lookUp(entity, role, world);
  if (own) return own;
  const inherits = role === 'authenticated' || (role !== 'anonymous' && world.edition !== 'v1');
  return (inherits ? authenticated : undefined) ?? 'none';
}

function lookUp(entity: Entity, role: string, world: World): Permissions | undefined {
  return world.keeps('DAB-AUT-010') ? entity.roles[role.toLowerCase()] : undefined;
}
