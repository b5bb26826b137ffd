import type { Json, JsonObject } from '../../../../core/json.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { isRefusal, type Refusal } from '../errors.ts';
import type { Column, Entity } from '../model/entity.ts';
import type { Row } from '../model/rows.ts';
import { type Form, faultRule } from '../request/write-form.ts';
import { convertValue } from './convert-value.ts';

/** Values of a body by column, converted; unknown and generated ones are left out. */
export function readValues(entity: Entity, body: JsonObject, form: Form, world: World): Row | Refusal {
  const values: Record<string, Json> = {};
  for (const column of entity.columns) {
    const sent = body[column.exposed];
    if (sent === undefined || column.generated !== undefined || (!form.keyless && entity.key.includes(column.name)))
      continue;
    if (sent === null && !world.keeps(form.method === 'PATCH' ? 'DAB-PAT-007' : 'DAB-PUT-012')) continue;
    const converted = convertValue(column, sent, { rule: faultRule('uncastable', form) }, world);
    if (isRefusal(converted)) return converted;
    values[column.name] = converted.value === '' && !world.keeps('DAB-PUT-017') ? null : converted.value;
  }
  return values;
}

/** The row an insert makes: sent values, then defaults, counters and computed columns. */
export function insertedRow(store: Store, entity: Entity, values: Row, form: Form, world: World): Row {
  const row: Record<string, Json> = {};
  for (const column of entity.columns)
    row[column.name] = values[column.name] ?? fill(store, entity, column, values, form, world);
  return compute(entity, row, world);
}

/** The row a PUT leaves: what is not sent becomes null, generated columns stay. */
export function replacedRow(store: Store, entity: Entity, before: Row, values: Row, form: Form, world: World): Row {
  const row: Record<string, Json> = {};
  for (const column of entity.columns) {
    const { name, generated } = column;
    const was = before[name] ?? null;
    if (entity.key.includes(name)) row[name] = was;
    else if (generated === 'identity')
      row[name] = world.mutant('put-renews-counters') ? nextOf(store, entity, column) : was;
    else row[name] = values[name] ?? (Object.hasOwn(values, name) || isNulled(column, form, world) ? null : was);
  }
  return compute(entity, row, world);
}

/** The row a PATCH leaves: only what is sent changes. */
export function patchedRow(entity: Entity, before: Row, values: Row, world: World): Row {
  const sent = world.mutant('patch-forgets-last-column')
    ? Object.fromEntries(Object.entries(values).slice(0, -1))
    : values;
  if (world.mutant('patch-nulls-omitted')) return compute(entity, { ...clearedRow(entity, before), ...sent }, world);
  const row: Record<string, Json> = { ...before, ...sent };
  for (const { name, default: standard } of entity.columns)
    if (standard !== undefined && !Object.hasOwn(sent, name) && !world.keeps('DAB-PAT-006')) row[name] = standard;
  return compute(entity, row, world);
}

/** The row with all its nullable columns null: what several bugs leave. */
export function clearedRow(entity: Entity, before: Row): Row {
  const nullable = entity.columns.filter((column) => column.nullable && !entity.key.includes(column.name));
  return { ...before, ...Object.fromEntries(nullable.map(({ name }) => [name, null])) };
}

/** Is a column that a replacement leaves out set to null? Computed ones are, before they are computed. */
function isNulled(column: Column, { star }: Form, world: World): boolean {
  if (column.default === undefined) return star || world.keeps('DAB-PUT-006');
  return world.keeps(column.nullable ? 'DAB-PUT-007' : 'DAB-PUT-008');
}

function fill(store: Store, entity: Entity, column: Column, values: Row, { method }: Form, world: World): Json {
  // A value that was sent as null stays null; only what was left out is filled.
  if (Object.hasOwn(values, column.name)) return null;
  if (column.generated === 'identity') {
    const isKey = entity.key.includes(column.name);
    return isKey || method !== 'PUT' || world.keeps('DAB-PUT-016') ? nextOf(store, entity, column) : null;
  }
  if (column.default === undefined) return null;
  const kept = method === 'POST' || world.keeps(method === 'PUT' ? 'DAB-PUT-009' : 'DAB-PAT-005');
  return kept ? column.default : null;
}

function nextOf(store: Store, entity: Entity, { name }: Column): Json {
  const next = Number(store.next(`${entity.table}.${name}`));
  return next;
}

function compute(entity: Entity, row: Row, world: World): Row {
  const computed: Record<string, Json> = { ...row };
  for (const { name, generated } of entity.columns) {
    if (typeof generated !== 'object') continue;
    computed[name] = world.keeps('DAB-PUT-014') ? (row[generated.from] ?? null) : null;
  }
  return computed;
}
