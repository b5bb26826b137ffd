import type { Json, JsonObject } from '../../../core/json.ts';
import type { Store } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import { convertValue } from './convert-value.ts';
import type { Column, Entity } from './entity.ts';
import { isRefusal, type Refusal } from './errors.ts';
import type { Row } from './rows.ts';

/** Values of a body by column, converted; unknown and generated ones are left out. */
export function readValues(entity: Entity, body: JsonObject, withKey: boolean, world: World): Row | Refusal {
  const values: Record<string, Json> = {};
  for (const column of entity.columns) {
    const sent = body[column.name];
    if (sent === undefined || column.generated !== undefined || (!withKey && entity.key.includes(column.name)))
      continue;
    const converted = convertValue(column, sent, world);
    if (isRefusal(converted)) return converted;
    values[column.name] = converted.value;
  }
  return values;
}

/** The row an insert makes: sent values, then defaults, counters and computed columns. */
export function insertedRow(store: Store, entity: Entity, values: Row): Row {
  const row: Record<string, Json> = {};
  for (const column of entity.columns) row[column.name] = values[column.name] ?? fill(store, entity, column, values);
  return compute(entity, row);
}

/** The row a PUT leaves: what is not sent becomes null, generated columns stay. */
export function replacedRow(entity: Entity, before: Row, values: Row, world: World): Row {
  const row: Record<string, Json> = {};
  for (const { name, generated } of entity.columns) {
    const kept = entity.key.includes(name) || generated !== undefined;
    row[name] = kept
      ? (before[name] ?? null)
      : (values[name] ?? (world.keeps('DAB-PUT-006') ? null : (before[name] ?? null)));
  }
  return compute(entity, row);
}

/** The row a PATCH leaves: only what is sent changes. */
export function patchedRow(entity: Entity, before: Row, values: Row, world: World): Row {
  const sent = world.mutant('patch-forgets-last-column')
    ? Object.fromEntries(Object.entries(values).slice(0, -1))
    : values;
  if (!world.mutant('patch-nulls-omitted')) return compute(entity, { ...before, ...sent });
  return compute(entity, { ...clearedRow(entity, before), ...sent });
}

/** The row with all its nullable columns null: what several bugs leave. */
export function clearedRow(entity: Entity, before: Row): Row {
  const nullable = entity.columns.filter((column) => column.nullable && !entity.key.includes(column.name));
  return { ...before, ...Object.fromEntries(nullable.map(({ name }) => [name, null])) };
}

function fill(store: Store, entity: Entity, column: Column, values: Row): Json {
  // A value that was sent as null stays null; only what was left out is filled.
  if (Object.hasOwn(values, column.name)) return null;
  if (column.generated === 'identity') return Number(store.next(`${entity.table}.${column.name}`));
  return column.default ?? null;
}

function compute(entity: Entity, row: Row): Row {
  const computed: Record<string, Json> = { ...row };
  for (const { name, generated } of entity.columns) {
    if (typeof generated === 'object') computed[name] = row[generated.from] ?? null;
  }
  return computed;
}
