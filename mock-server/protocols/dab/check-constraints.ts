import type { Json } from '../../../core/json.ts';
import type { Store } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import { entities } from './entities.ts';
import type { Entity } from './entity.ts';
import { type Refusal, refuse } from './errors.ts';
import { type Row, rowKey, rowsOf } from './rows.ts';

/** What the database says of a row about to be written, in PostgreSQL's order. Undefined: nothing against it. */
export function checkConstraints(store: Store, entity: Entity, row: Row, world: World): Refusal | undefined {
  const { table, columns } = entity;
  if (Object.values(row).some((value) => typeof value === 'string' && value.includes('\u0000')))
    return refuseDatabase(world, 500, '22021: invalid byte sequence for encoding "UTF8": 0x00', false);
  for (const { name, nullable } of columns) {
    if (!nullable && isNull(row[name]))
      return refuseDatabase(
        world,
        400,
        `23502: null value in column "${name}" of relation "${table}" violates not-null constraint`,
      );
  }
  for (const { name, unique } of columns) {
    if (unique && isTaken(store, entity, row, name)) return refuseDuplicate(world, `${table}_${name}_key`);
  }
  for (const { name, references } of columns) {
    if (references && !isNull(row[name]) && !store.table(references.table).has(String(row[name])))
      return refuseDatabase(
        world,
        400,
        `23503: insert or update on table "${table}" violates foreign key constraint "${references.constraint}"`,
      );
  }
  return undefined;
}

/** What the database says of a row about to be deleted: nothing may refer to it. */
export function checkReferences(store: Store, entity: Entity, row: Row, world: World): Refusal | undefined {
  for (const other of entities) {
    for (const { name, references } of other.columns) {
      if (references?.table !== entity.table) continue;
      const key = rowKey(entity, row);
      for (const [, referring] of rowsOf(store, other).entries()) {
        if (String(referring[name]) === key)
          return refuseDatabase(
            world,
            400,
            `23503: update or delete on table "${entity.table}" violates foreign key constraint "${references.constraint}" on table "${other.table}"`,
          );
      }
    }
  }
  return undefined;
}

/** The database's refusal of a second row with the same key or unique value. */
export function refuseDuplicate(world: World, constraint: string): Refusal {
  return refuseDatabase(world, 409, `23505: duplicate key value violates unique constraint "${constraint}"`);
}

const redacted =
  "\n\nDETAIL: Detail redacted as it may contain sensitive data. Specify 'Include Error Detail' in the connection string to include this information.";

/** A refusal by the database: its own text in development, a general one in production. */
function refuseDatabase(world: World, status: number, text: string, hasDetail = true): Refusal {
  const message = world.features.has('development-messages')
    ? `${text}${hasDetail ? redacted : ''}`
    : 'While processing your request the database ran into an error.';
  return refuse(world, status, 'DatabaseOperationFailed', message);
}

function isTaken(store: Store, entity: Entity, row: Row, name: string): boolean {
  const key = rowKey(entity, row);
  for (const [other, { [name]: value }] of rowsOf(store, entity).entries()) {
    if (other !== key && value === row[name]) return true;
  }
  return false;
}

function isNull(value: Json | undefined): boolean {
  return value === null || value === undefined;
}
