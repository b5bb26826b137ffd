import { type HttpRequest, splitTarget } from '../../../../core/http.ts';
import type { World } from '../../../kernel/world.ts';
import { type Refusal, refuse, refuseBad } from '../errors.ts';
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
export function readRoute(request: HttpRequest, configuration: Configuration, world: World): Route | Refusal {
  const { path, query } = splitTarget(request.target);
  const route = normalizePath(path, world);
  const below = belowPrefix(route, configuration.basePath.slice(1), world);
  const on = request.method.toLowerCase();
  if (below === undefined) {
    const kept = !world.mutant(`outside-is-404-on-${on}`) && world.keeps('DAB-RTE-003');
    return kept
      ? refuseBad(world, `Invalid Path for route: ${decodePath(route, world)}.`)
      : refuse(world, 404, 'EntityNotFound', 'Not found.');
  }
  const found = findEntity(below, configuration.entities, world);
  if (found?.keyRoute === '' && below.endsWith('/') && world.mutant('slash-behind-entity-is-404'))
    return refuseUnknown(world, below);
  if (found) return { ...found, query };
  return world.mutant(`unknown-entity-is-400-on-${on}`)
    ? refuseBad(world, 'Unknown entity.')
    : refuseUnknown(world, below);
}

/** The prefix is compared as text, not by segment, and letter by letter. */
function belowPrefix(route: string, prefix: string, world: World): string | undefined {
  const comparable = world.mutant('prefix-in-any-case') ? route.toLowerCase() : route;
  if (!comparable.startsWith(prefix)) return undefined;
  const rest = route.slice(prefix.length);
  if (rest !== '' && !rest.startsWith('/') && world.mutant('prefix-by-segment')) return undefined;
  return rest.replace(/^\/+/, '');
}

function refuseUnknown(world: World, below: string): Refusal {
  const named = world.edition === 'v1' ? below.replace(/\/.*/s, '') : below;
  const message = `Invalid Entity path: ${decodePath(named, world)}.`;
  return world.keeps('DAB-RTE-001') ? refuse(world, 404, 'EntityNotFound', message) : refuseBad(world, message);
}

/** The entity whose path begins the route, and what of the route comes behind it. No path here begins another. */
function findEntity(
  route: string,
  entities: readonly Entity[],
  world: World,
): { readonly entity: Entity; readonly keyRoute: string } | undefined {
  const entity = entities.find(({ path }) => begins(route, path, world));
  // A path of its own replaces the name.
  if (!entity || (entity.path !== entity.name && !world.keeps('DAB-RTE-006'))) return undefined;
  return { entity, keyRoute: route.slice(entity.path.length + 1) };
}

function begins(route: string, path: string, world: World): boolean {
  const is = (one: string, other: string): boolean => one === other || one.startsWith(`${other}/`);
  if (is(route, path)) return true;
  return is(route.toLowerCase(), path.toLowerCase()) && !world.keeps('DAB-RTE-002');
}
