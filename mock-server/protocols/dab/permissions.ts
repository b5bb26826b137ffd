import { type HttpRequest, headerLines } from '../../../core/http.ts';
import type { Action, Entity } from './entities.ts';

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
export function isAllowed(entity: Entity, role: string, method: string): boolean {
  const actions = entity.roles[role];
  return actions === undefined || (wanted[method] ?? []).every((action) => actions.includes(action));
}

/** May the role see rows? Without it a write answers with no rows. */
export function canRead(entity: Entity, role: string): boolean {
  return entity.roles[role]?.includes('read') ?? true;
}
