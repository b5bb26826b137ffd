import type { Json } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { isRefused } from '../../../kernel/refused.ts';
import type { Lookup } from '../model/table.ts';
import type { Refusal } from '../refusal.ts';
import { payloadInvalid } from '../refusals.ts';
import { locateRow, notThere } from '../request/locate-row.ts';
import { parseResource } from '../request/parse-route.ts';
import { belowService } from '../request/service-path.ts';
import { splitPath } from '../request/split-path.ts';

/** Id of the row that a reference in a body leads to. */
export function resolveBind(call: Call, lookup: Pick<Lookup, 'name' | 'target'>, reference: Json): string | Refusal {
  if (typeof reference !== 'string') return payloadInvalid(`The value of '${lookup.name}' is not a URL.`);
  return resolveReference(call, lookup, reference);
}

/** Id of the row that a reference leads to: "/contacts(…)", "contacts(…)" or an absolute URL of this service. */
export function resolveReference(
  call: Call,
  lookup: Pick<Lookup, 'name' | 'target'>,
  reference: string,
): string | Refusal {
  const segments = splitPath(withoutOrigin(reference, call.world.baseUrl));
  const service = segments && belowService(segments);
  const below = service && 'below' in service ? service.below : segments;
  // One slash or two before the set: a client of Microsoft joins a root that ends in one with a path that begins with one.
  const resource = below && parseResource(below.slice(below.findIndex((segment) => segment !== '')));
  if (!resource || isRefused(resource) || resource.kind !== 'row' || resource.table.logicalName !== lookup.target)
    return payloadInvalid(`'${reference}' is not a row that '${lookup.name}' can refer to.`);
  const location = locateRow(call, resource.table, resource.key);
  if (isRefused(location)) return location;
  return location.row?.id ?? notThere(location);
}

function withoutOrigin(reference: string, baseUrl: string): string {
  return reference.startsWith(`${baseUrl}/`) ? reference.slice(baseUrl.length) : reference;
}
