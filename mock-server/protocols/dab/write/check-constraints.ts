import type { Json } from '../../../../core/json.ts';
import type { Refused } from '../../../kernel/refused.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { refuse } from '../errors.ts';
import type { Column, Entity } from '../model/entity.ts';
import { type Row, rowKey, rowsOf } from '../model/rows.ts';
import type { Call } from '../request/call.ts';
import type { ConstraintRules } from '../request/write-form.ts';
import type { Violation } from '../seams.ts';
import * as seams from '../seams.ts';
import { fitsNumeric } from './convert-value.ts';

/** What the database says of a row about to be written, in PostgreSQL's order. Undefined: nothing against it. */
export function checkConstraints(call: Call, row: Row, rules: ConstraintRules): Refused | undefined {
  return tell(call, row, findViolation(call, row, rules));
}

/** What it says of an insert besides: the key must be free. */
export function checkKey(call: Call, row: Row): Refused | undefined {
  const { store, request, entity, world } = call;
  const taken =
    rowsOf(store, entity).has(rowKey(entity, row)) && (request.method !== 'POST' || world.keeps('DAB-POS-006'));
  return tell(call, row, taken ? { of: 'key', refused: refuseDuplicate(world, `${entity.table}_pkey`) } : undefined);
}

function tell(call: Call, row: Row, violation: Violation | undefined): Refused | undefined {
  return violation && call.world.through(seams.violation, violation, { call, row })?.refused;
}

function findViolation({ store, entity, world }: Call, row: Row, rules: ConstraintRules): Violation | undefined {
  const { table, columns } = entity;
  const unfit = checkTypes(columns, row, world);
  if (unfit) return { of: 'type', refused: unfit };
  for (const { name, nullable } of columns) {
    if (!nullable && isNull(row[name]) && holds(world, rules.notNull)) {
      const text = `23502: null value in column "${name}" of relation "${table}" violates not-null constraint`;
      return { of: 'not-null', refused: refuseDatabase(world, 400, text) };
    }
  }
  for (const { name, unique } of columns)
    if (unique && isTaken(store, entity, row, name) && holds(world, rules.unique))
      return { of: 'unique', refused: refuseDuplicate(world, `${table}_${name}_key`) };
  for (const { name, references } of columns) {
    if (!references || isNull(row[name])) continue;
    if (!store.table(references.table).has(String(row[name])) && holds(world, rules.foreign)) {
      const text = `23503: insert or update on table "${table}" violates foreign key constraint "${references.constraint}"`;
      return { of: 'foreign', refused: refuseDatabase(world, 400, text) };
    }
  }
  return undefined;
}

/** What the database says of a row about to be deleted: nothing may refer to it. */
export function checkReferences({ store, entity, configuration, world }: Call, row: Row): Refused | undefined {
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
function refuseDuplicate(world: World, constraint: string): Refused {
  const text = `23505: duplicate key value violates unique constraint "${constraint}"`;
  return refuseDatabase(world, 409, text);
}

/** A statement with a null character in one of its values is refused before the database looks for a row. */
export function checkEncoding(values: Row, world: World): Refused | undefined {
  const hasNull = Object.values(values).some((value) => typeof value === 'string' && value.includes('\u0000'));
  return hasNull && isPostgresql(world) && world.keeps('DAB-TYP-002')
    ? refuseDatabase(world, 500, '22021: invalid byte sequence for encoding "UTF8": 0x00', false)
    : undefined;
}

/** 1.x and 2.0 compare rows with UNION in a plain upsert, for which the type json has no equality. */
export function checkUnion({ entity, world }: Call, values: Row): Refused | undefined {
  // A document that was sent is refused for its type before.
  const hasDocument = entity.columns.some(({ name, type }) => type === 'json' && isNull(values[name]));
  return hasDocument && world.edition !== 'v2.1' && world.keeps('DAB-TYP-003') ? refuseUnion(world) : undefined;
}

/** What the database says when it is to compare documents. */
export function refuseUnion(world: World): Refused {
  const text = '42883: could not identify an equality operator for type json\n\nPOSITION: 357';
  return refuseDatabase(world, 500, text, false);
}

const redacted =
  "\n\nDETAIL: Detail redacted as it may contain sensitive data. Specify 'Include Error Detail' in the connection string to include this information.";

/** Which database it is shows in development alone; unless it is said to be another, it is the recorded one. */
function isPostgresql({ features }: World): boolean {
  return features.has('postgresql') || !features.has('development-messages');
}

/** A refusal by the database: its own text in development, a general one in production. */
function refuseDatabase(world: World, status: number, text: string, hasDetail = true): Refused {
  const isGeneral = !world.features.has('development-messages') && world.keeps('DAB-ENV-010');
  const ofDatabase = isPostgresql(world) ? `${text}${hasDetail ? redacted : ''}` : 'The statement has been terminated.';
  const message = isGeneral ? 'While processing your request the database ran into an error.' : ofDatabase;
  return refuse(world, status, 'DatabaseOperationFailed', message);
}

/** Values that reach the database and do not fit there: none of these is a 400 (DAB-TYP-002, DAB-TYP-003). */
function checkTypes(columns: readonly Column[], row: Row, world: World): Refused | undefined {
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
  for (const { name, type, length, numeric } of columns) {
    const value = row[name] ?? null;
    const text = typeof value === 'string' ? value : '';
    if (length !== undefined && text.length > length && world.keeps('DAB-TYP-002'))
      return refuseDatabase(world, 500, `22001: value too long for type character varying(${length})`, false);
    if (type === 'numeric' && !fitsNumeric(value, numeric) && world.keeps('DAB-TYP-002'))
      return refuseDatabase(world, 500, '22003: numeric field overflow');
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
