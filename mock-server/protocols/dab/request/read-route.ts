import { type HttpRequest, splitTarget } from '../../../../core/http.ts';
import type { Refused } from '../../../kernel/refused.ts';
import type { World } from '../../../kernel/world.ts';
import { refuse, refuseBad } from '../errors.ts';
import type { Configuration } from '../model/configuration.ts';
import type { Entity } from '../model/entity.ts';
import { decodePath, normalizePath } from './decode-path.ts';

/** Where a request goes: an entity, the raw key segments behind it, the raw query. */
export interface Route {
  readonly entity: Entity;
  /** Without leading slash; "" when the URL ends with the entity. */
  readonly keyRoute: string;
  readonly query: string | undefined;
}

/** Finds the entity of a request target (order of checks: prefix, then entity). */
export function readRoute(request: HttpRequest, configuration: Configuration, world: World): Route | Refused {
  const { path, query } = splitTarget(request.target);
  const route = normalizePath(path, world);
  const prefix = configuration.basePath.slice(1);
  // The prefix is compared as text, not by segment, and letter by letter.
  if (!route.startsWith(prefix)) {
    world.cites('DAB-RTE-003');
    return refuseBad(world, `Invalid Path for route: ${decodePath(route)}.`);
  }
  const below = route.slice(prefix.length).replace(/^\/+/, '');
  const entity = configuration.entities.find(({ path }) => below === path || below.startsWith(`${path}/`));
  const absent = configuration.absent?.get(below.split('/', 1)[0] ?? '') ?? configuration.absent?.get(below);
  if (!entity && absent !== undefined) world.unmodelled(absent);
  if (!entity) return refuseUnknown(world, below);
  // Where the path of an entity begins another, the longer one stands first.
  return { entity, keyRoute: below.slice(entity.path.length + 1), query };
}

function refuseUnknown(world: World, below: string): Refused {
  world.cites('DAB-RTE-001', 'DAB-RTE-002');
  const named = world.edition === 'v1' ? below.replace(/\/.*/s, '') : below;
  return refuse(world, 404, 'EntityNotFound', `Invalid Entity path: ${decodePath(named)}.`);
}
