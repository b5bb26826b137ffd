import type { HttpResponse } from '../../../../core/http.ts';
import { type Json, jsonObject } from '../../../../core/json.ts';
import { removeRow } from '../model/rows.ts';
import { findColumn, findLookup, lookupValueName, type TableModel } from '../model/table.ts';
import type { TableRow } from '../model/table-row.ts';
import { memberValue } from '../read/member-value.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { payloadInvalid, segmentMissing } from '../refusals.ts';
import { checkPropertyConditions } from '../request/check-conditions.ts';
import { type Location, locateRow, notThere } from '../request/locate-row.ts';
import type { KeyPredicate } from '../request/parse-key.ts';
import { readConditions } from '../request/read-conditions.ts';
import { respondData, respondNothing, respondRefusal } from '../respond.ts';
import { serviceUrl } from '../service-url.ts';
import { readColumnValue } from '../write/read-changes.ts';
import { readPayload } from '../write/read-payload.ts';
import { updateRow } from '../write/store-row.ts';
import type { Exchange } from './exchange.ts';
import { refusesEmptyJson } from './refuses-empty-json.ts';

type Present = Location & { readonly row: TableRow };

/** GET on one property: its value, or 204 where it is null. */
export function getProperty(
  { store, world }: Exchange,
  table: TableModel,
  key: KeyPredicate,
  name: string,
): HttpResponse {
  const location = locateRow(store, table, key);
  if (isRefusal(location)) return respondRefusal(world, location);
  const { row } = location;
  if (!row) return respondRefusal(world, notThere(location));
  const member = memberOf(table, name);
  if (member === undefined) return respondRefusal(world, segmentMissing(name));
  const value = memberValue(store, table, row, member);
  if (value === null) return respondNothing(world);
  const context = `${serviceUrl(world)}/$metadata#${table.setName}(${row.id})/${name}`;
  return respondData(
    world,
    200,
    jsonObject([
      ['@odata.context', context],
      ['value', value],
    ]),
  );
}

/** PUT on one property: sets its value. Never creates the row. */
export function putProperty(exchange: Exchange, table: TableModel, key: KeyPredicate, name: string): HttpResponse {
  const location = writableLocation(exchange, table, key, name);
  if (isRefusal(location)) return respondRefusal(exchange.world, location);
  const body = readPayload(exchange.request);
  if (isRefusal(body)) return respondRefusal(exchange.world, body);
  const value = body['value'];
  if (value === undefined) return respondRefusal(exchange.world, payloadInvalid("The body has no member 'value'."));
  const { world } = exchange;
  if (world.mutant('property-put-answered-but-lost')) return respondNothing(world);
  return setProperty(
    exchange,
    location,
    name,
    value,
    world.mutant('property-put-clears-others') ? ['description'] : [],
  );
}

/** DELETE on one property: clears its value. Links to other rows are not cleared this way. */
export function deleteProperty(exchange: Exchange, table: TableModel, key: KeyPredicate, name: string): HttpResponse {
  const { store, request, world } = exchange;
  const location = writableLocation(exchange, table, key, name);
  if (isRefusal(location)) return respondRefusal(world, location);
  const { row } = location;
  if (request.body.length === 0 && refusesEmptyJson(request, world) && !world.keeps('DV-PRP-015'))
    return respondRefusal(world, payloadInvalid('The body is empty.'));
  if (!world.keeps('DV-PRP-003')) {
    removeRow(store, table, row);
    return respondNothing(world);
  }
  if (world.mutant('property-delete-answered-but-lost')) return respondNothing(world);
  return setProperty(exchange, location, name, null, world.mutant('property-delete-clears-others') ? ['name'] : []);
}

/** The row whose property may be written, or why not. */
function writableLocation(
  { store, request, world }: Exchange,
  table: TableModel,
  key: KeyPredicate,
  name: string,
): Present | Refusal {
  const location = locateRow(store, table, key);
  if (isRefusal(location)) return location;
  const conditions = readConditions(request, world);
  if (isRefusal(conditions)) return conditions;
  const { row } = location;
  if (!row) return notThere(location);
  if (findLookup(table, name) && world.keeps('DV-PRP-011'))
    return refuse(world.variant('other-refusals') ? 405 : 400, '0x80060888', `'${name}' is a navigation property.`);
  if (memberOf(table, name) === undefined) return segmentMissing(name);
  return checkPropertyConditions(location, conditions, world) ?? { ...location, row };
}

function setProperty(
  { store, world }: Exchange,
  { table, row, keyText }: Present,
  name: string,
  value: Json,
  cleared: readonly string[],
): HttpResponse {
  const lookup = findLookup(table, name);
  const change = lookup
    ? ([lookupValueName(lookup), null] as const)
    : readColumnValue(table, name, value, world, 'DV-PRP-012');
  if (isRefusal(change)) return respondRefusal(world, change);
  if (!findColumn(table, name)?.writable && !lookup)
    return respondRefusal(world, payloadInvalid(`The property '${name}' cannot be written.`));
  const others = Object.fromEntries(cleared.map((other) => [other, null]));
  const sameVersion = !world.keeps('DV-PRP-005');
  const updated = updateRow(store, table, row, { ...others, [change[0]]: change[1] }, world, { sameVersion });
  if (isRefusal(updated)) return respondRefusal(world, updated);
  if (!world.keeps(value === null ? 'DV-PRP-002' : 'DV-PRP-001')) return respondData(world, 200, {});
  const tells = world.variant('entity-id-on-property-write') || !world.keeps('DV-PRP-017');
  const id = world.mutant('property-write-names-another-row') ? world.uuid(4) : keyText;
  return respondNothing(world, tells ? [['OData-EntityId', `${serviceUrl(world)}/${table.setName}(${id})`]] : []);
}

function memberOf(table: TableModel, name: string): string | undefined {
  const lookup = table.lookups.find((candidate) => candidate.name === name || lookupValueName(candidate) === name);
  return lookup ? lookupValueName(lookup) : findColumn(table, name)?.name;
}
