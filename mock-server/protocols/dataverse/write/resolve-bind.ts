import type { Json } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { isRefused } from '../../../kernel/refused.ts';
import type { Lookup } from '../model/table.ts';
import type { Refusal } from '../refusal.ts';
import { payloadInvalid } from '../refusals.ts';
import { locateRow, notThere } from '../request/locate-row.ts';
import { parseReference } from '../request/parse-reference.ts';

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
  const resource = parseReference(call, reference);
  if (!resource || isRefused(resource) || resource.kind !== 'row' || resource.table.logicalName !== lookup.target)
    return payloadInvalid(`'${reference}' is not a row that '${lookup.name}' can refer to.`);
  const location = locateRow(call, resource.table, resource.key);
  if (isRefused(location)) return location;
  return location.row?.id ?? notThere(location);
}
