import type { HttpResponse } from '../../../../core/http.ts';
import type { Json } from '../../../../core/json.ts';
import { removeRow } from '../model/rows.ts';
import { findColumn, findLookup, lookupValueName, type TableModel } from '../model/table.ts';
import type { TableRow } from '../model/table-row.ts';
import { memberNamed } from '../read/member-names.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { methodRefused, payloadInvalid, segmentMissing } from '../refusals.ts';
import { checkPropertyConditions } from '../request/check-conditions.ts';
import { type Location, locateRow } from '../request/locate-row.ts';
import type { KeyPredicate } from '../request/parse-key.ts';
import { readConditions } from '../request/read-conditions.ts';
import { respondData, respondNothing, respondRefusal } from '../respond.ts';
import { entityIdHeader } from '../service-url.ts';
import { readColumnValue } from '../write/read-changes.ts';
import { readPayload } from '../write/read-payload.ts';
import { insertRow, updateRow } from '../write/store-row.ts';
import type { Exchange } from './exchange.ts';
import { refusesEmptyJson } from './refuses-empty-json.ts';
import { respondPropertyOfMissingRow } from './respond-property-of-missing-row.ts';

/** A property that may be written, and what is to become of it. */
interface PropertyWrite {
  readonly location: Location & { readonly row: TableRow };
  readonly name: string;
  /** Null clears the property. */
  readonly value: Json;
}

/**
 * PUT on one property sets its value, DELETE clears it. Neither creates a row, and links to other rows are not
 * removed this way.
 */
export function writeProperty(exchange: Exchange, table: TableModel, key: KeyPredicate, name: string): HttpResponse {
  const { store, request, world } = exchange;
  const location = locateRow(store, table, key, world);
  if (isRefusal(location)) return respondRefusal(world, location);
  const { row } = location;
  if (!row && world.mutant('property-write-creates-row'))
    insertRow(store, table, location.id ?? world.uuid(4), {}, world);
  if (!row) return respondPropertyOfMissingRow(location, world);
  const write = readWrite(exchange, { ...location, row }, name);
  if (isRefusal(write)) return respondRefusal(world, write);
  const clears = request.method === 'DELETE';
  if (clears && !world.keeps('DV-PRP-003')) {
    removeRow(store, table, row);
    return respondNothing(world);
  }
  if (world.mutant(clears ? 'property-delete-answered-but-lost' : 'property-put-answered-but-lost'))
    return respondNothing(world);
  return carryOut(exchange, write);
}

function readWrite(exchange: Exchange, location: PropertyWrite['location'], name: string): PropertyWrite | Refusal {
  const { request, world } = exchange;
  const { table } = location;
  const conditions = readConditions(request, world);
  if (isRefusal(conditions)) return conditions;
  if (findLookup(table, name) && world.keeps('DV-PRP-011')) {
    if (world.mutant('refused-unlink-applied')) carryOut(exchange, { location, name, value: null });
    return world.variant('other-refusals')
      ? refuse(501, '0x80060888', `'${name}' is a navigation property.`)
      : methodRefused(request.method);
  }
  if (memberNamed(table, name) === undefined) return segmentMissing(name);
  const barred = checkPropertyConditions(location, conditions, world);
  if (barred) return barred;
  if (request.method === 'DELETE')
    return refusesEmptyJson(request, 'DV-PRP-015', world)
      ? payloadInvalid('The body is empty.')
      : { location, name, value: null };
  const body = readPayload(request, world);
  if (isRefusal(body)) return body;
  const value = body['value'];
  const missing = value === undefined || (value === false && world.mutant('false-value-is-missing'));
  return missing ? payloadInvalid("The body has no member 'value'.") : { location, name, value };
}

function carryOut(exchange: Exchange, { location, name, value }: PropertyWrite): HttpResponse {
  const { store, request, world } = exchange;
  const { table, row } = location;
  const lookup = findLookup(table, name);
  const change = lookup
    ? ([lookupValueName(lookup), null] as const)
    : readColumnValue(table, name, value, world, 'DV-PRP-012');
  if (isRefusal(change)) return respondRefusal(world, change);
  if (!findColumn(table, name)?.writable && !lookup)
    return respondRefusal(world, payloadInvalid(`The property '${name}' cannot be written.`));
  const sameVersion = !world.keeps('DV-PRP-005');
  const changes = { ...neighbours(exchange, location), [change[0]]: change[1] };
  const updated = updateRow(store, table, row, changes, world, { sameVersion });
  if (isRefusal(updated)) return respondRefusal(world, updated);
  if (!world.keeps(request.method === 'DELETE' ? 'DV-PRP-002' : 'DV-PRP-001')) return respondData(world, 200, {});
  if (!world.keeps('DV-PRP-017')) return respondNothing(world, [entityIdHeader(table, world.uuid(4), world)]);
  const tells = world.variant('entity-id-on-property-write');
  return respondNothing(world, tells ? [entityIdHeader(table, location.keyText, world)] : []);
}

/** Other columns that a server takes along by mistake. */
function neighbours({ request, world }: Exchange, { table }: Location): Readonly<Record<string, Json>> {
  const loses = request.method === 'DELETE' ? 'property-delete-clears-others' : 'property-put-clears-others';
  if (!world.mutant(loses)) return {};
  const texts = table.columns.filter(({ type, writable }) => writable && type.kind === 'text');
  return Object.fromEntries(texts.map(({ name }) => [name, null]));
}
