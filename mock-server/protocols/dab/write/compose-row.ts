import type { Json, JsonObject } from '../../../../core/json.ts';
import { isRefused, type Refused } from '../../../kernel/refused.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import type { Column, Entity } from '../model/entity.ts';
import type { Row } from '../model/rows.ts';
import type { Call } from '../request/call.ts';
import { type Form, faultRule } from '../request/write-form.ts';
import * as seams from '../seams.ts';
import { convertValue } from './convert-value.ts';

/** Values of a body by column, converted; unknown and generated ones are left out. */
export function readValues(entity: Entity, body: JsonObject, form: Form, world: World): Row | Refused {
  const values: Record<string, Json> = {};
  for (const column of entity.columns) {
    const sent = body[column.exposed];
    if (sent === undefined || column.generated !== undefined || (!form.keyless && entity.key.includes(column.name)))
      continue;
    if (sent === null) world.cites(form.method === 'PATCH' ? 'DAB-PAT-007' : 'DAB-PUT-012');
    const converted = convertValue({ column, sent, inUrl: false }, faultRule('uncastable', form), world);
    if (isRefused(converted)) return converted;
    values[column.name] = converted.value;
  }
  return values;
}

/** The row an insert makes: sent values, then defaults, counters and computed columns. */
export function insertedRow({ store, entity, world }: Call, values: Row, form: Form): Row {
  const row: Record<string, Json> = {};
  for (const column of entity.columns)
    row[column.name] = values[column.name] ?? fill(store, entity, column, values, world);
  return world.through(seams.rowOfWrite, computed(entity, row), { store, entity, form, before: undefined, values });
}

/** The row a PUT leaves: what is not sent becomes null, generated columns stay. */
export function replacedRow({ store, entity, world }: Call, before: Row, values: Row, form: Form): Row {
  const row: Record<string, Json> = {};
  for (const { name, generated } of entity.columns) {
    const stays = entity.key.includes(name) || generated === 'identity';
    row[name] = (stays ? before[name] : values[name]) ?? null;
  }
  return world.through(seams.rowOfWrite, computed(entity, row), { store, entity, form, before, values });
}

/** The row a PATCH leaves: only what is sent changes. */
export function patchedRow({ store, entity, world }: Call, before: Row, values: Row, form: Form): Row {
  const row = computed(entity, { ...before, ...values });
  return world.through(seams.rowOfWrite, row, { store, entity, form, before, values });
}

function fill(
  store: Store,
  entity: Entity,
  { name, generated, default: standard, initially }: Column,
  values: Row,
  world: World,
): Json {
  // A value that was sent as null stays null; only what was left out is filled.
  if (Object.hasOwn(values, name)) return null;
  if (initially !== undefined)
    return initially === 'uuid' ? world.uuid(4) : new Date(world.now()).toISOString().slice(0, 19);
  return generated === 'identity' ? nextOf(store, entity, name) : (standard ?? null);
}

/** The next value of a counter of the database. */
export function nextOf(store: Store, { table }: Entity, name: string): Json {
  return Number(store.next(`${table}.${name}`));
}

/** The row with its computed columns as the database fills them (DAB-PUT-014). */
export function computed(entity: Entity, row: Row): Row {
  const filled: Record<string, Json> = { ...row };
  for (const { name, generated } of entity.columns)
    if (typeof generated === 'object') filled[name] = row[generated.from] ?? null;
  return filled;
}
