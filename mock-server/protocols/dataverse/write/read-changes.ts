import type { Json, JsonObject } from '../../../../core/json.ts';
import { isRefused } from '../../../kernel/refused.ts';
import type { World } from '../../../kernel/world.ts';
import { findColumn, findLookup, lookupValueName, type TableModel } from '../model/table.ts';
import type { Changes } from '../model/table-row.ts';
import type { Refusal } from '../refusal.ts';
import { nullRefused, payloadInvalid, propertyUnknown } from '../refusals.ts';
import type { WebApiCall } from '../request/web-api-call.ts';
import { convertValue } from './convert-value.ts';
import { resolveBind } from './resolve-bind.ts';

/** Reads every member of a body. Annotations and columns a client cannot write are ignored, as the service does. */
export function readChanges(call: WebApiCall, table: TableModel, body: JsonObject): Changes | Refusal {
  const changes: Record<string, Json> = {};
  for (const [name, value] of Object.entries(body)) {
    const change = readMember(call, table, name, value);
    if (isRefused(change)) return change;
    if (change) changes[change[0]] = change[1];
  }
  return changes;
}

type Change = readonly [name: string, value: Json];

function readMember(call: WebApiCall, table: TableModel, name: string, value: Json): Change | Refusal | undefined {
  const { world, resource } = call;
  const bound = name.endsWith('@odata.bind') ? name.slice(0, -'@odata.bind'.length) : undefined;
  const lookup = findLookup(table, bound ?? name);
  if (lookup && value === null) return [lookupValueName(lookup), null];
  if (lookup && bound === undefined) return payloadInvalid(`Rows cannot be created through '${name}' in an update.`);
  if (lookup) {
    const id = resolveBind(call, lookup, value);
    return isRefused(id) ? id : [lookupValueName(lookup), id];
  }
  if (bound !== undefined)
    return payloadInvalid(
      `An undeclared property '${bound}' which only has property annotations in the payload but no property value was found in the payload.`,
    );
  if (name.includes('@')) {
    world.cites('DV-UPD-011');
    return undefined;
  }
  const column = findColumn(table, name);
  if (column) return column.writable ? readColumnValue(table, name, value, world) : undefined;
  if (table.lookups.some((candidate) => lookupValueName(candidate) === name))
    return payloadInvalid(
      `The property '${name}' cannot be written; bind '${name.slice(1, -'_value'.length)}' instead.`,
    );
  return world.keepsFor(resource.kind, 'DV-ERR-003') ? propertyUnknown(table, name) : undefined;
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
