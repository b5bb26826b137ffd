import type { Json, JsonObject } from '../../../../core/json.ts';
import { isRefused } from '../../../kernel/refused.ts';
import type { World } from '../../../kernel/world.ts';
import { linkTo } from '../model/links.ts';
import { findCollection } from '../model/navigation.ts';
import { findColumn, findLookup, lookupValueName, type TableModel } from '../model/table.ts';
import type { Changes } from '../model/table-row.ts';
import type { Refusal } from '../refusal.ts';
import { nullRefused, payloadInvalid, propertyUnknown } from '../refusals.ts';
import type { WebApiCall } from '../request/web-api-call.ts';
import { convertValue } from './convert-value.ts';
import { resolveBind } from './resolve-bind.ts';

/**
 * Reads every member of a body. Annotations and columns a client cannot write are ignored, as the service does. `isNew`: of a row
 * that is being made, in which more columns can be set.
 */
export function readChanges(call: WebApiCall, table: TableModel, body: JsonObject, isNew = false): Changes | Refusal {
  const changes: Record<string, Json> = {};
  for (const [name, value] of Object.entries(body)) {
    const change = readMember(call, table, name, value, isNew);
    if (isRefused(change)) return change;
    Object.assign(changes, change);
  }
  return changes;
}

type Change = readonly [name: string, value: Json];

function readMember(call: WebApiCall, table: TableModel, name: string, value: Json, isNew: boolean): Changes | Refusal {
  const { world, resource } = call;
  const bound = name.endsWith('@odata.bind') ? name.slice(0, -'@odata.bind'.length) : undefined;
  const lookup = findLookup(table, bound ?? name);
  if (lookup && value === null && lookup.required === 'system') return nullRefused(name);
  if (lookup && value === null) {
    world.cites('DV-NAV-002');
    return linkTo(table, lookup, null);
  }
  if (lookup && bound === undefined) return payloadInvalid(`Rows cannot be created through '${name}' in an update.`);
  if (lookup) {
    const id = resolveBind(call, lookup, value);
    world.cites(isRefused(id) ? 'DV-NAV-006' : 'DV-NAV-001');
    if (isRefused(id)) return id;
    return lookup.writable ? linkTo(table, lookup, id) : {};
  }
  if (findCollection(table, bound ?? name))
    return payloadInvalid(`The collection '${bound ?? name}' cannot be set in an update.`);
  if (bound !== undefined) {
    world.cites('DV-NAV-007');
    return payloadInvalid(
      `An undeclared property '${bound}' which only has property annotations in the payload but no property value was found in the payload.`,
    );
  }
  if (name.includes('@')) {
    world.cites('DV-UPD-011');
    return {};
  }
  const column = findColumn(table, name);
  if (column) {
    const change = (isNew ? column.creatable : column.writable) && name !== table.primaryKey;
    const read = change ? readColumnValue(table, name, value, world) : [];
    return isRefused(read) ? read : Object.fromEntries(read.length === 0 ? [] : [read]);
  }
  if (table.lookups.some((candidate) => lookupValueName(candidate) === name)) {
    world.cites('DV-NAV-005');
    return payloadInvalid(
      `The property '${name}' cannot be written; bind '${name.slice(1, -'_value'.length)}' instead.`,
    );
  }
  return world.keepsFor(resource.kind, 'DV-ERR-003') ? propertyUnknown(table, name) : {};
}

/** The change that sets one writable column to this value. */
export function readColumnValue(
  table: TableModel,
  name: string,
  value: Json,
  world: World,
  rule: 'DV-UPD-007' | 'DV-PRP-012' = 'DV-UPD-007',
): Change | Refusal {
  const column = findColumn(table, name);
  if (!column) return propertyUnknown(table, name);
  if (value === null && column.required === 'system' && world.keeps(rule)) return nullRefused(name);
  if (value === null) return [name, null];
  const converted = convertValue(table, column, value);
  if (!isRefused(converted)) return [name, converted];
  world.cites('DV-ERR-004');
  return converted;
}
