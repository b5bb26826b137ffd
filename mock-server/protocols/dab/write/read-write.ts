import type { JsonObject } from '../../../../core/json.ts';
import { isRefused, type Refused } from '../../../kernel/refused.ts';
import { refuseForbidden } from '../errors.ts';
import { mayWrite } from '../model/permissions.ts';
import type { Row } from '../model/rows.ts';
import type { Call } from '../request/call.ts';
import { checkQuery } from '../request/check-query.ts';
import { foldNames } from '../request/fold-names.ts';
import { type KeyInUrl, readKey } from '../request/read-key.ts';
import { validateBody } from '../request/validate-body.ts';
import type { Form } from '../request/write-form.ts';
import { checkEncoding } from './check-constraints.ts';
import { readValues } from './compose-row.ts';

/** A write that passed every check but those of the database. */
export interface Write {
  readonly form: Form;
  /** Columns sent, converted. */
  readonly values: Row;
  /** Undefined: the key is in the body or generated. */
  readonly key: KeyInUrl | undefined;
}

/** The checks from the body to the conversion of values, in the product's order: the body comes before the key. */
export function readWrite(call: Call, body: JsonObject, form: Form): Write | Refused {
  const { entity, world } = call;
  const invalid = validateBody(entity, body, form, world);
  if (invalid) {
    world.cites('DAB-BOD-008');
    return invalid;
  }
  const key = form.keyless ? undefined : readKey(call, form);
  if (isRefused(key)) return key;
  const asked = checkQuery(call);
  if (isRefused(asked)) return asked;
  return readColumns(call, body, form, key);
}

/** Permissions on columns come before the conversion of values. */
function readColumns(call: Call, body: JsonObject, form: Form, key: KeyInUrl | undefined): Write | Refused {
  const { request, role, entity, world } = call;
  const members = foldNames(entity, body, world);
  if (isRefused(members)) return members;
  const sent = entity.columns.filter(({ exposed }) => Object.hasOwn(members, exposed)).map(({ name }) => name);
  const nothing = Object.keys(members).length === 0 && key === undefined;
  if (nothing) world.cites('DAB-KLS-005');
  if (nothing || !mayWrite(entity, role, request.method, [...Object.keys(key?.values ?? {}), ...sent], world))
    return refuseForbidden(world);
  const values = readValues(entity, members, form, world);
  return isRefused(values) ? values : (checkEncoding(values, world) ?? { form, values, key });
}
