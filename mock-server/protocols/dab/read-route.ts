import { type HttpRequest, splitTarget } from '../../../core/http.ts';
import type { World } from '../../kernel/world.ts';
import { findEntity } from './entities.ts';
import type { Entity } from './entity.ts';
import { type Refusal, refuse, refuseBad } from './errors.ts';

/** Where a request goes: an entity, the raw key segments behind it, the raw query. */
export interface Route {
  readonly entity: Entity;
  /** Without leading slash; "" when the URL ends with the entity. */
  readonly keyRoute: string;
  readonly query: string | undefined;
}

const prefix = 'api';

/** Finds the entity of a request target (order of checks: prefix, then entity). */
export function readRoute(request: HttpRequest, world: World): Route | Refusal {
  const { path, query } = splitTarget(request.target);
  const route = path.replace(/^\/+/, '');
  // The prefix is compared as text, not by segment.
  if (!route.startsWith(prefix)) return refuseBad(world, `Invalid Path for route: ${decodePath(route)}.`);
  const below = route.slice(prefix.length).replace(/^\/+/, '');
  const found = findEntity(below);
  if (!found) {
    const named = world.edition === 'v1' ? (below.split('/')[0] ?? '') : below;
    return refuse(world, 404, 'EntityNotFound', `Invalid Entity path: ${decodePath(named)}.`);
  }
  return { ...found, query };
}

/** Percent-decoded once; "%2F" stays as it is, a malformed escape too. */
export function decodePath(text: string): string {
  return text.replaceAll(/(?:%(?!2f)[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}
