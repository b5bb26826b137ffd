import type { Store } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import type { Entity } from './entities.ts';
import { type Refusal, refuse } from './errors.ts';
import { type BookRow, rowKey, rowsOf } from './rows.ts';

/** What the database says of a row about to be written: NOT NULL, foreign keys, unique columns, in PostgreSQL's order. */
export function checkConstraints(store: Store, entity: Entity, row: BookRow, world: World): Refusal | undefined {
  const { table, columns } = entity;
  for (const { name, nullable } of columns) {
    if (!nullable && (row[name] === null || row[name] === undefined))
      return refuseDatabase(
        world,
        400,
        `23502: null value in column "${name}" of relation "${table}" violates not-null constraint`,
      );
  }
  const key = rowKey(entity, row);
  for (const { name, unique } of columns) {
    if (!unique) continue;
    for (const [other, taken] of rowsOf(store, entity).entries()) {
      if (other !== key && taken[name] === row[name])
        return refuseDatabase(
          world,
          409,
          `23505: duplicate key value violates unique constraint "${table}_${name}_key"`,
        );
    }
  }
  for (const { name, references } of columns) {
    if (references && row[name] !== null && !store.table(references.table).has(String(row[name])))
      return refuseDatabase(
        world,
        400,
        `23503: insert or update on table "${table}" violates foreign key constraint "${references.name}"`,
      );
  }
  return undefined;
}

/** A refusal by the database: its own text in development, a general one in production. */
export function refuseDatabase(world: World, status: number, text: string): Refusal {
  const detail =
    "DETAIL: Detail redacted as it may contain sensitive data. Specify 'Include Error Detail' in the connection string to include this information.";
  const message = world.features.has('development-messages')
    ? `${text}\n\n${detail}`
    : 'While processing your request the database ran into an error.';
  return refuse(world, status, 'DatabaseOperationFailed', message);
}
