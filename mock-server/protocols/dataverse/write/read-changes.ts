import type { Json, JsonObject } from '../../../../core/json.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { type Column, findColumn, findLookup, lookupValueName, type TableModel } from '../model/table.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { nullRefused, payloadInvalid, propertyUnknown } from '../refusals.ts';
import { convertValue } from './convert-value.ts';
import { resolveBind } from './resolve-bind.ts';

/** Values by member name, as rows store them. */
export type Changes = Readonly<Record<string, Json>>;

/** What a body asks for. With a refusal, `changes` is what was good before it: nothing may come of it. */
export interface ReadChanges {
  readonly changes: Changes;
  readonly refusal: Refusal | undefined;
}

/** Reads every member of a body. Annotations and columns a client cannot write are ignored, as the service does. */
export function readChanges(
  store: Store,
  table: TableModel,
  body: JsonObject,
  world: World,
  creates = false,
): ReadChanges {
  const changes: Record<string, Json> = {};
  let refusal: Refusal | undefined;
  for (const [name, value] of Object.entries(body)) {
    const change = readMember(store, table, [name, value], creates, world);
    if (isRefusal(change)) refusal ??= change;
    else if (change) changes[change[0]] = change[1];
  }
  return { changes, refusal };
}

function readMember(
  store: Store,
  table: TableModel,
  [name, value]: readonly [string, Json],
  creates: boolean,
  world: World,
): readonly [string, Json] | Refusal | undefined {
  const bound = name.endsWith('@odata.bind') ? name.slice(0, -'@odata.bind'.length) : undefined;
  const lookup = findLookup(table, bound ?? name);
  if (lookup) return readLookup();
  if (bound !== undefined)
    return payloadInvalid(
      `An undeclared property '${bound}' which only has property annotations in the payload but no property value was found in the payload.`,
    );
  if (name.includes('@'))
    return !/^@odata\.(etag|type)$/.test(name) && world.mutant('annotations-are-properties')
      ? propertyUnknown(table, name)
      : undefined;
  const column = findColumn(table, name);
  if (column) return column.writable ? readColumnValue(table, name, value, world) : undefined;
  if (table.lookups.some((candidate) => lookupValueName(candidate) === name))
    return payloadInvalid(
      `The property '${name}' cannot be written; bind '${name.slice(1, -'_value'.length)}' instead.`,
    );
  if (!world.keeps('DV-ERR-003') || (creates && world.mutant('create-ignores-unknown-property'))) return undefined;
  return propertyUnknown(table, world.mutant('unknown-property-unnamed') ? '' : name);

  function readLookup(): readonly [string, Json] | Refusal {
    if (!lookup) throw new TypeError('called with a lookup only');
    if (value === null) return [lookupValueName(lookup), null];
    if (bound === undefined) return payloadInvalid(`Rows cannot be created through '${name}' in an update.`);
    const id = resolveBind(store, lookup, value, world);
    return isRefusal(id) ? id : [lookupValueName(lookup), id];
  }
}

function isNumeric({ type }: Column): boolean {
  return type.kind === 'double' || type.kind === 'money' || type.kind === 'integer' || type.kind === 'choice';
}

/** The change that sets one writable column to this value. */
export function readColumnValue(
  table: TableModel,
  name: string,
  value: Json,
  world: World,
  rule: 'DV-UPD-007' | 'DV-PRP-012' = 'DV-UPD-007',
): readonly [string, Json] | Refusal {
  const column = findColumn(table, name);
  if (!column) return propertyUnknown(table, name);
  if (value === null && column.required === 'system' && world.keeps(rule)) return nullRefused(name);
  if (value === null) return [name, isNumeric(column) && world.mutant('null-number-is-zero') ? 0 : null];
  const converted = convertValue(table, column, value);
  return isRefusal(converted) ? converted : [name, converted];
}
