import type { JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { isRefusal, type Refusal, refuseBad, refuseForbidden } from '../errors.ts';
import type { Entity } from '../model/entity.ts';
import { mayWrite } from '../model/permissions.ts';
import type { Row } from '../model/rows.ts';
import type { Call } from '../request/call.ts';
import { checkQuery } from '../request/check-query.ts';
import { foldNames, ownSpelling } from '../request/fold-names.ts';
import { type KeyInUrl, readKey } from '../request/read-key.ts';
import { validateBody } from '../request/validate-body.ts';
import type { Form } from '../request/write-form.ts';
import { checkEncoding } from './check-constraints.ts';
import { readValues } from './compose-row.ts';
import { writeAnyway } from './write-anyway.ts';

/** A write that passed every check but those of the database. */
export interface Write {
  readonly form: Form;
  /** Columns sent, converted. */
  readonly values: Row;
  /** Undefined: the key is in the body or generated. */
  readonly key: KeyInUrl | undefined;
}

/** The checks from the body to the conversion of values, in the product's order: the body comes before the key. */
export function readWrite(call: Call, sent: JsonObject, form: Form): Write | Refusal {
  const { entity, world } = call;
  const body = readNames(entity, sent, world);
  if (isRefusal(body)) return body;
  const early = form.keyless || world.keeps('DAB-BOD-008') ? undefined : readKey(call, form);
  if (isRefusal(early)) return early;
  const invalid = validateBody(entity, body, form, world);
  if (invalid) return invalid;
  const key = form.keyless ? undefined : readKey(call, form);
  if (isRefusal(key)) return key;
  const asked = checkQuery(call);
  if (isRefusal(asked)) return asked;
  return readColumns(call, body, form, key);
}

/** Names are case-sensitive; the bug is to fold them before anything is looked for. */
function readNames(entity: Entity, sent: JsonObject, world: World): JsonObject | Refusal {
  if (Object.keys(sent).every((name) => ownSpelling(entity, name) === name)) return sent;
  const folds = world.features.has('strict-body') ? !world.keeps('DAB-BOD-007') : world.mutant('lenient-folds-first');
  return folds ? foldNames(entity, sent, world) : sent;
}

/** Permissions on columns come before the conversion of values. */
function readColumns(call: Call, body: JsonObject, form: Form, key: KeyInUrl | undefined): Write | Refusal {
  const { request, role, entity, world } = call;
  const members = foldNames(entity, body, world);
  if (isRefusal(members)) return members;
  const sent = entity.columns.filter(({ exposed }) => Object.hasOwn(members, exposed)).map(({ name }) => name);
  const nothing = Object.keys(members).length === 0 && key === undefined;
  if (nothing && form.method === 'PATCH' && !world.keeps('DAB-KLS-005'))
    return refuseBad(world, 'Update mutation does not update any values');
  const keys = world.mutant('keys-have-no-permissions') ? [] : Object.keys(key?.values ?? {});
  if (nothing || !mayWrite(entity, role, request.method, [...keys, ...sent], world)) {
    if (world.mutant('forbidden-writes-anyway')) writeAnyway(call, form);
    return refuseForbidden(world);
  }
  const values = readValues(entity, members, form, world);
  return isRefusal(values) ? values : (checkEncoding(values, world) ?? { form, values, key });
}
