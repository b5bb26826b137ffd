import type { JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { listOf } from './list-of.ts';
import { callerOrganization, hasScope, resourceOwner, scopes } from './principals.ts';

const prefix = 'urn:altinn:resource:';
const correspondence = 'correspondenceservice';

/** The type of a resource. There is no registry offline, so the name tells: some are made for correspondence. */
export function resourceType(resource: string): string {
  return resource.toLowerCase().includes('correspondence') ? correspondence : 'genericaccessresource';
}

/** What of a dialog refers to resources. */
interface References {
  readonly serviceResource: string;
  readonly fields: JsonObject;
  readonly transmissions: readonly JsonObject[];
}

/**
 * Why the caller may not write a dialog that refers to these resources: one is not its own, or is of a type that needs
 * another scope. Administrators may.
 */
export function resourceRefusal(
  { serviceResource, fields, transmissions }: References,
  world: World,
): string | undefined {
  if (hasScope(world, scopes.admin)) return undefined;
  const caller = callerOrganization(world);
  const attributes = [...listOf(fields, 'apiActions'), ...listOf(fields, 'guiActions'), ...transmissions].map(
    ({ authorizationAttribute }) => String(authorizationAttribute ?? '').toLowerCase(),
  );
  const foreign = (resource: string): boolean =>
    resource.startsWith(prefix) && resourceOwner(resource, caller) !== caller;
  const unowned = new Set([
    // One that is not registered is told as such.
    ...[serviceResource.toLowerCase()].filter((each) => resourceOwner(each, caller) !== undefined && foreign(each)),
    ...attributes.filter(foreign),
  ]);
  const own = unowned.has(serviceResource.toLowerCase()) ? 'foreign' : 'attribute';
  if (unowned.size > 0 && world.keepsFor(own, 'DP-AUTH-006'))
    return `Not allowed to reference the following unowned resources: [${[...unowned].join(', ')}].`;
  return typeRefusal(serviceResource, world);
}

/** Why the caller may not write a dialog of such a resource, whatever else it refers to. */
function typeRefusal(serviceResource: string, world: World): string | undefined {
  return isKeptFrom(serviceResource, world)
    ? `User cannot create or modify a dialog with resource type ${correspondence}.`
    : undefined;
}

/** Why the caller may not delete or purge one; administrators may not either. */
export function removalRefusal(serviceResource: string, world: World): string | undefined {
  return isKeptFrom(serviceResource, world) ? `User cannot modify resource type ${correspondence}.` : undefined;
}

function isKeptFrom(serviceResource: string, world: World): boolean {
  return resourceType(serviceResource) === correspondence && !hasScope(world, scopes.correspondence);
}
