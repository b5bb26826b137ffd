import { type HttpRequest, headerLines } from '../../../core/http.ts';
import type { World } from '../../kernel/world.ts';
import type { Action, Entity } from './entity.ts';

const wanted: Readonly<Record<string, readonly Action[]>> = {
  GET: ['read'],
  POST: ['create'],
  PUT: ['create', 'update'],
  PATCH: ['create', 'update'],
  DELETE: ['delete'],
};

/** The role a request asks for, as the Simulator grants it; undefined: more than one, or an empty name. */
export function roleOf(request: HttpRequest): string | undefined {
  const lines = headerLines(request.headers, 'x-ms-api-role');
  if (lines.length === 0) return 'anonymous';
  return lines.length === 1 && lines[0] !== '' ? lines[0]?.toLowerCase() : undefined;
}

/** May the role do this? PUT and PATCH need both create and update, whatever they turn out to be. */
export function isAllowed(entity: Entity, role: string, method: string, world: World): boolean {
  const permissions = entity.roles[role];
  // A role without a block of its own inherits from everybody; 1.x knew no such inheritance.
  if (permissions === undefined) return world.edition !== 'v1' || role === 'anonymous' || role === 'authenticated';
  return (wanted[method] ?? []).every((action) => permissions[action] !== undefined);
}

/** May the role touch all these columns with what the method may turn out to be? */
export function mayWrite(entity: Entity, role: string, method: string, columns: readonly string[]): boolean {
  const permissions = entity.roles[role];
  if (permissions === undefined) return true;
  return (wanted[method] ?? []).every((action) => !permissions[action]?.exclude.some((name) => columns.includes(name)));
}

/** Columns the role may see in the answer to a write; undefined: no row at all. */
export function readableColumns(entity: Entity, role: string): readonly string[] | undefined {
  const names = entity.columns.map(({ name }) => name);
  const permissions = entity.roles[role];
  if (permissions === undefined) return names;
  const { read } = permissions;
  return read && names.filter((name) => !read.exclude.includes(name));
}
