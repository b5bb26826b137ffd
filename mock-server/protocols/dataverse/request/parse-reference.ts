import type { World } from '../../../kernel/world.ts';
import type { Refusal } from '../refusal.ts';
import { parseResource, type Resource } from './parse-route.ts';
import { belowService } from './service-path.ts';
import { splitPath } from './split-path.ts';

/** What a URL in a body refers to: "/contacts(…)", "contacts(…)" or an absolute URL of this service. */
export function parseReference(
  { world }: { readonly world: World },
  reference: string,
): Resource | Refusal | undefined {
  const segments = splitPath(withoutOrigin(reference, world.baseUrl));
  const service = segments && belowService(segments);
  const below = service && 'below' in service ? service.below : segments;
  // One slash or two before the set: a client of Microsoft joins a root that ends in one with a path that begins with one.
  return below && parseResource(below.slice(below.findIndex((segment) => segment !== '')));
}

function withoutOrigin(reference: string, baseUrl: string): string {
  return reference.startsWith(`${baseUrl}/`) ? reference.slice(baseUrl.length) : reference;
}
