import type { JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { type Refusal, refuse, refuseBad } from '../errors.ts';
import { type Column, type Entity, isRequired } from '../model/entity.ts';
import { type Form, faultRule } from './write-form.ts';

/**
 * Checks a body against the table, in the table's order. Undefined: nothing is wrong with it.
 * Only a strict endpoint minds members it does not know or may not write.
 */
export function validateBody(entity: Entity, body: JsonObject, form: Form, world: World): Refusal | undefined {
  const known = new Set<string>();
  for (const column of entity.columns) {
    const keyInUrl = entity.key.includes(column.name) && !form.keyless;
    if (!keyInUrl) known.add(column.exposed);
    const refusal = checkMember(entity, column, body, form, world);
    if (refusal) return refusal;
  }
  const others = Object.keys(body).filter((name) => !known.has(name));
  return others.length === 0 ? undefined : checkOthers(entity, others, form, world);
}

function checkMember(entity: Entity, column: Column, body: JsonObject, form: Form, world: World): Refusal | undefined {
  const { exposed, generated, nullable } = column;
  const isKey = entity.key.includes(column.name);
  const sent = Object.hasOwn(body, exposed);
  if (sent && generated !== undefined && minds(isKey ? 'generated-key' : 'generated', form, world))
    return refuseBad(world, `Field '${exposed}' cannot be included in the request body.`);
  if (isKey && !form.keyless) return undefined;
  if (!sent && isRequired(column) && mustBeThere(isKey, form, world)) return refuseIncomplete(exposed, world);
  if (sent && body[exposed] === null && !nullable && world.keeps(faultRule('null', form)))
    return refuseBad(world, `Invalid value for field ${exposed} in request body.`);
  return undefined;
}

/** The bug is to take an incomplete body for a row that is not there. */
function refuseIncomplete(name: string, world: World): Refusal {
  const message = `Invalid request body. Missing field in body: ${name}.`;
  return world.mutant('incomplete-put-is-404')
    ? refuse(world, 404, 'ItemNotFound', message)
    : refuseBad(world, message);
}

/** A replacement must be complete; with a star this is left to the database. A key in the body must always be. */
function mustBeThere(isKey: boolean, { method, star, keyless }: Form, world: World): boolean {
  if (isKey) return method === 'POST' || world.keeps('DAB-KLS-003');
  if (method === 'PATCH') return keyless && world.mutant('keyless-patch-must-be-complete');
  if (star) return world.mutant('star-put-must-be-complete');
  return method === 'POST' || world.keeps('DAB-PUT-011');
}

/** Is a generated column in the body a fault? */
function minds(fault: 'generated' | 'generated-key', form: Form, world: World): boolean {
  if (world.features.has('strict-body')) return world.keeps(faultRule(fault, form));
  return world.mutant('lenient-minds-computed-columns') || !world.keeps('DAB-STR-002');
}

function checkOthers(entity: Entity, others: readonly string[], form: Form, world: World): Refusal | undefined {
  const insufficient = 'Invalid request body. Either insufficient or extra fields supplied.';
  const isColumn = (name: string): boolean => entity.columns.some(({ exposed }) => exposed === name);
  const isKey = others.some(isColumn);
  if (world.features.has('lenient-body')) {
    const minded =
      (isKey && world.mutant('lenient-minds-keys')) ||
      (!others.every(isColumn) && world.mutant('lenient-minds-unknown-members'));
    return minded || !world.keeps('DAB-STR-002') ? refuseBad(world, insufficient) : undefined;
  }
  const fault = isKey ? 'key-in-url-too' : 'unknown';
  if (form.method !== 'POST') return world.keeps(faultRule(fault, form)) ? refuseBad(world, insufficient) : undefined;
  return refuseBad(
    world,
    world.keeps('DAB-POS-005')
      ? `Invalid request body. Contained unexpected fields in body: ${others.join(', ')}`
      : insufficient,
  );
}
