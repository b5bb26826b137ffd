import type { JsonObject } from '../../../../core/json.ts';
import type { Refused } from '../../../kernel/refused.ts';
import type { World } from '../../../kernel/world.ts';
import { refuseBad } from '../errors.ts';
import { type Column, type Entity, isRequired } from '../model/entity.ts';
import * as seams from '../seams.ts';
import { type Form, faultRule } from './write-form.ts';

/**
 * Checks a body against the table, in the table's order. Undefined: nothing is wrong with it.
 * Only a strict endpoint minds members it does not know or may not write.
 */
export function validateBody(entity: Entity, body: JsonObject, form: Form, world: World): Refused | undefined {
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

function checkMember(entity: Entity, column: Column, body: JsonObject, form: Form, world: World): Refused | undefined {
  const { exposed, generated, nullable } = column;
  const isKey = entity.key.includes(column.name);
  const sent = Object.hasOwn(body, exposed);
  if (sent && generated !== undefined && isMinded(isKey ? 'generated-key' : 'generated', form, world))
    return refuseBad(world, `Field '${exposed}' cannot be included in the request body.`);
  if (isKey && !form.keyless) return undefined;
  if (!sent && isRequired(column) && mustBeSent(isKey, form, world))
    return refuseBad(world, `Invalid request body. Missing field in body: ${exposed}.`);
  if (sent && body[exposed] === null && !nullable && world.keeps(faultRule('null', form)))
    return refuseBad(world, `Invalid value for field ${exposed} in request body.`);
  return undefined;
}

/** A replacement must be complete; with a star this is left to the database. A key in the body must always be. */
function mustBeSent(isKey: boolean, form: Form, world: World): boolean {
  const { method, star } = form;
  if (method === 'POST') return true;
  if (isKey) return world.keeps('DAB-KLS-003');
  const complete = method === 'PUT' && !star;
  return complete ? world.keeps('DAB-PUT-011') : world.through(seams.mustBeSent, false, form);
}

/** Is a generated column in the body a fault? On a lenient endpoint it is none. */
function isMinded(fault: 'generated' | 'generated-key', form: Form, world: World): boolean {
  if (world.features.has('strict-body')) return world.keeps(faultRule(fault, form));
  world.cites('DAB-STR-002');
  return false;
}

function checkOthers(entity: Entity, others: readonly string[], form: Form, world: World): Refused | undefined {
  if (world.features.has('lenient-body')) {
    world.cites('DAB-STR-002');
    return undefined;
  }
  if (form.method === 'POST') {
    world.cites('DAB-POS-005');
    return refuseBad(world, `Invalid request body. Contained unexpected fields in body: ${others.join(', ')}`);
  }
  const hasKey = others.some((name) => entity.columns.some(({ exposed }) => exposed === name));
  return world.keeps(faultRule(hasKey ? 'key-in-url-too' : 'unknown', form))
    ? refuseBad(world, 'Invalid request body. Either insufficient or extra fields supplied.')
    : undefined;
}
