import type { HttpResponse } from '../../../../core/http.ts';
import type { Json } from '../../../../core/json.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { findColumn, findLookup, type TableModel } from '../model/table.ts';
import type { TableRow } from '../model/table-row.ts';
import { memberNamed } from '../read/member-names.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { methodRefused, payloadInvalid, segmentMissing } from '../refusals.ts';
import { checkPropertyConditions } from '../request/check-conditions.ts';
import { locateRow, notThere } from '../request/locate-row.ts';
import type { Location } from '../request/location.ts';
import { namesTypeOfNothing } from '../request/names-type-of-nothing.ts';
import type { KeyPredicate } from '../request/parse-key.ts';
import { readConditions } from '../request/read-conditions.ts';
import type { WebApiCall } from '../request/web-api-call.ts';
import { respondNothing } from '../respond.ts';
import { entityIdHeader } from '../service-url.ts';
import { readColumnValue } from '../write/read-changes.ts';
import { readPayload } from '../write/read-payload.ts';
import { updateRow } from '../write/store-row.ts';

/**
 * PUT on one property sets its value, DELETE clears it. Neither creates a row, and links to other rows are not
 * removed this way.
 */
export function writeProperty(
  call: WebApiCall,
  table: TableModel,
  key: KeyPredicate,
  name: string,
): HttpResponse | Refusal {
  const { request, world } = call;
  const location = locateRow(call, table, key);
  if (isRefused(location)) return location;
  const { row } = location;
  if (!row) {
    world.cites('DV-PRP-006');
    return notThere(location);
  }
  const value = readValue(call, { ...location, row }, name);
  if (isRefused(value)) return value;
  const change = readColumnValue(table, name, value, world, 'DV-PRP-012');
  if (isRefused(change)) return change;
  if (!findColumn(table, name)?.writable) return payloadInvalid(`The property '${name}' cannot be written.`);
  const updated = updateRow(call, table, row, Object.fromEntries([change]));
  if (isRefused(updated)) return updated;
  world.cites(
    'DV-PRP-005',
    'DV-PRP-017',
    ...(request.method === 'DELETE' ? ['DV-PRP-002', 'DV-PRP-003', 'DV-PRP-004', 'DV-PRP-018'] : ['DV-PRP-001']),
  );
  const tells = world.variant('entity-id-on-property-write');
  return respondNothing(world, tells ? [entityIdHeader(table, location.keyText, world)] : []);
}

/** The value the property is to have; null clears it. */
function readValue(call: WebApiCall, location: Location & { readonly row: TableRow }, name: string): Json | Refusal {
  const { request, world } = call;
  const { table } = location;
  const conditions = readConditions(call);
  if (isRefused(conditions)) return conditions;
  if (findLookup(table, name)) {
    world.cites('DV-PRP-011');
    return world.variant('other-refusals')
      ? refuse(501, '0x80060888', `'${name}' is a navigation property.`)
      : methodRefused(request.method);
  }
  if (memberNamed(table, name) === undefined) return segmentMissing(name);
  const barred = checkPropertyConditions(location, conditions, world);
  if (barred) return barred;
  if (request.method === 'DELETE') {
    if (namesTypeOfNothing(request)) world.cites('DV-PRP-015');
    return null;
  }
  const body = readPayload(call);
  if (isRefused(body)) return body;
  const { value } = body;
  return value === undefined ? payloadInvalid("The body has no member 'value'.") : value;
}
