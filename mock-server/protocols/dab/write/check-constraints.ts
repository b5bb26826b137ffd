import type { HttpRequest } from '../../../../core/http.ts';
import type { Json } from '../../../../core/json.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { type Refusal, refuse } from '../errors.ts';
import type { Column, Entity } from '../model/entity.ts';
import { putRow, type Row, rowKey, rowsOf } from '../model/rows.ts';
import type { Call } from '../request/call.ts';
import { fitsNumeric } from './convert-value.ts';

/** The rules under which the database's refusals of a write come; where none is named, no rule is about it. */
export interface ConstraintRules {
  readonly notNull?: string;
  readonly foreign?: string;
  readonly unique?: string;
}

/** What the database says of a row about to be written, in PostgreSQL's order. Undefined: nothing against it. */
export function checkConstraints(call: Call, row: Row, rules: ConstraintRules): Refusal | undefined {
  const refusal = findViolation(call, row, rules);
  if (refusal && call.world.mutant('refused-rows-are-written')) putRow(call.store, call.entity, row);
  return refusal;
}

function findViolation({ store, request, entity, world }: Call, row: Row, rules: ConstraintRules): Refusal | undefined {
  const { table, columns } = entity;
  const unfit = checkTypes(columns, row, world);
  if (unfit) return unfit;
  for (const { name, nullable } of columns) {
    if (!nullable && isNull(row[name]) && holds(world, rules.notNull))
      return refuseDatabase(
        world,
        400,
        `23502: null value in column "${name}" of relation "${table}" violates not-null constraint`,
      );
  }
  for (const { name, unique } of columns) {
    if (
      unique &&
      isTaken(store, entity, row, name) &&
      holds(world, rules.unique) &&
      !isUnchecked('unique', request, world)
    )
      return refuseDuplicate(world, `${table}_${name}_key`);
  }
  for (const { name, references } of columns) {
    if (!references || isNull(row[name])) continue;
    const isThere = store.table(references.table).has(String(row[name]));
    if (!isThere && holds(world, rules.foreign) && !isUnchecked('foreign', request, world))
      return refuseDatabase(
        world,
        world.mutant('foreign-key-is-409') ? 409 : 400,
        `23503: insert or update on table "${table}" violates foreign key constraint "${references.constraint}"`,
      );
  }
  return undefined;
}

/** The bug that PATCH looks at one kind of constraint only. */
function isUnchecked(kind: 'foreign' | 'unique', { method }: HttpRequest, world: World): boolean {
  return method === 'PATCH' && world.mutant(`patch-skips-${kind}-keys`);
}

/** What the database says of a row about to be deleted: nothing may refer to it. */
export function checkReferences({ store, entity, configuration, world }: Call, row: Row): Refusal | undefined {
  for (const other of configuration.entities) {
    for (const { name, references } of other.columns) {
      if (references?.table !== entity.table) continue;
      const key = rowKey(entity, row);
      for (const [, referring] of rowsOf(store, other).entries()) {
        if (String(referring[name]) === key && world.keeps('DAB-DEL-003'))
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
  const status = world.mutant('duplicates-are-400') ? 400 : 409;
  return refuseDatabase(world, status, `23505: duplicate key value violates unique constraint "${constraint}"`);
}

/** A statement with a null character in one of its values is refused before the database looks for a row. */
export function checkEncoding(values: Row, world: World): Refusal | undefined {
  const hasNull = Object.values(values).some((value) => typeof value === 'string' && value.includes('\u0000'));
  return hasNull && isPostgresql(world) && world.keeps('DAB-TYP-002')
    ? refuseDatabase(
        world,
        world.mutant('null-characters-are-400') ? 400 : 500,
        '22021: invalid byte sequence for encoding "UTF8": 0x00',
        false,
      )
    : undefined;
}

/** 1.x and 2.0 compare rows with UNION in a plain upsert, for which the type json has no equality. */
export function checkUnion({ entity, world }: Call, values: Row): Refusal | undefined {
  // A document that was sent is refused for its type before.
  const hasDocument = entity.columns.some(({ name, type }) => type === 'json' && isNull(values[name]));
  const compares = world.edition !== 'v2.1' || world.mutant('rows-are-compared-in-2-1');
  return hasDocument && compares && world.keeps('DAB-TYP-003')
    ? refuseDatabase(world, 500, '42883: could not identify an equality operator for type json\n\nPOSITION: 357', false)
    : undefined;
}

const redacted =
  "\n\nDETAIL: Detail redacted as it may contain sensitive data. Specify 'Include Error Detail' in the connection string to include this information.";

/** Which database it is shows in development alone; unless it is said to be another, it is the recorded one. */
function isPostgresql({ features }: World): boolean {
  return features.has('postgresql') || !features.has('development-messages');
}

/** A refusal by the database: its own text in development, a general one in production. */
function refuseDatabase(world: World, status: number, text: string, hasDetail = true): Refusal {
  const own = world.features.has('development-messages') || !world.keeps('DAB-ENV-010');
  const ofDatabase = isPostgresql(world) ? `${text}${hasDetail ? redacted : ''}` : 'The statement has been terminated.';
  const message = own ? ofDatabase : 'While processing your request the database ran into an error.';
  return refuse(world, status, 'DatabaseOperationFailed', message);
}

/** Values that reach the database and do not fit there: none of these is a 400 (DAB-TYP-002, DAB-TYP-003). */
function checkTypes(columns: readonly Column[], row: Row, world: World): Refusal | undefined {
  for (const { name, type } of columns) {
    const value = row[name];
    // A document read from the database is a value; a text is what a client sent, and it is bound as a text.
    if ((type === 'json' || type === 'jsonb') && typeof value === 'string' && world.keeps('DAB-TYP-003'))
      return refuseDatabase(
        world,
        500,
        `42804: column "${name}" is of type ${type} but expression is of type text\n\nPOSITION: 60`,
        false,
      );
  }
  for (const { name, type, length } of columns) {
    const value = row[name] ?? null;
    const text = typeof value === 'string' ? value : '';
    if (length !== undefined && text.length > length && world.keeps('DAB-TYP-002'))
      return refuseDatabase(
        world,
        world.mutant('too-long-is-400') ? 400 : 500,
        `22001: value too long for type character varying(${length})`,
        false,
      );
    if (type === 'numeric' && !fitsNumeric(value) && world.keeps('DAB-TYP-002'))
      return refuseDatabase(world, world.mutant('overflow-is-400') ? 400 : 500, '22003: numeric field overflow');
  }
  return undefined;
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

function holds(world: World, rule: string | undefined): boolean {
  return rule === undefined || world.keeps(rule);
}
