import type { JsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { listOf } from './list-of.ts';
import { callerOrganization, hasScope, resourceOwner, scopes } from './principals.ts';
import { writeKind } from './write-kind.ts';

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
  call: Call,
): string | undefined {
  const { world } = call;
  if (hasScope(world, scopes.admin)) return isKeptFrom(serviceResource, call) ? refusedChange : undefined;
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
  return isKeptFrom(serviceResource, call) ? refusedChange : undefined;
}

const refusedChange = `User cannot create or modify a dialog with resource type ${correspondence}.`;

/** Why the caller may not delete or purge a dialog of this resource. */
export function removalRefusal(serviceResource: string, call: Call): string | undefined {
  return isKeptFrom(serviceResource, call) ? `User cannot modify resource type ${correspondence}.` : undefined;
}

/** Is a dialog of this resource kept from a caller without the scope? Administrators may do anything but remove it. */
function isKeptFrom(serviceResource: string, { request, world }: Call): boolean {
  if (resourceType(serviceResource) !== correspondence || hasScope(world, scopes.correspondence)) return false;
  const kind = writeKind(request);
  if (!hasScope(world, scopes.admin)) return world.keepsFor(kind, 'DP-AUTH-013');
  const keeps = world.keepsFor(kind, 'DP-AUTH-014');
  return kind === 'delete' || kind === 'purge' ? keeps : !keeps;
}
