import type { JsonObject } from '../../../core/json.ts';
import type { Call } from './call.ts';
import { checkQuery } from './check-query.ts';
import { readValues } from './compose-row.ts';
import { isRefusal, type Refusal, refuse } from './errors.ts';
import { mayWrite } from './permissions.ts';
import { type KeyInUrl, readKey } from './read-key.ts';
import type { Row } from './rows.ts';
import { type BodyUse, validateBody } from './validate-body.ts';

/** A write that passed every check but those of the database. */
export interface Write {
  /** Columns sent, converted. */
  readonly values: Row;
  /** Undefined: the key is in the body or generated. */
  readonly key: KeyInUrl | undefined;
}

/** The checks from the body to the conversion of values, in the product's order: the body comes before the key. */
export function readWrite(
  { request, role, entity, query, world }: Call,
  body: JsonObject,
  keyRoute: string | undefined,
  use: BodyUse,
): Write | Refusal {
  const invalid = validateBody(entity, body, use, world);
  if (invalid) return invalid;
  const key = keyRoute === undefined ? undefined : readKey(entity, keyRoute, world);
  if (isRefusal(key)) return key;
  const asked = checkQuery(entity, use.post ? undefined : query, false, world);
  if (isRefusal(asked)) return asked;
  const values = readValues(entity, body, use.keyInBody, world);
  const columns = [...Object.keys(key?.values ?? {}), ...Object.keys(isRefusal(values) ? body : values)];
  if (columns.length === 0 || !mayWrite(entity, role, request.method, columns))
    return refuse(world, 403, 'AuthorizationCheckFailed', 'Authorization Failure: Access Not Allowed.');
  return isRefusal(values) ? values : { values, key };
}
