import { decodeUtf8, type HttpRequest } from '../../../core/http.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../../core/json.ts';
import { JsonSyntaxError, parseJson } from '../../../core/parse-json.ts';
import type { World } from '../../kernel/world.ts';
import { type Refusal, refuse } from './errors.ts';

/** Reads the members of a body; none at all counts as {} (DAB-BOD-001 to 006). */
export function readBody(request: HttpRequest, world: World): JsonObject | Refusal {
  if (request.body.length === 0) return {};
  let value: Json;
  try {
    // .NET's reader stops at 64 levels and skips a leading byte order mark.
    value = parseJson(decodeUtf8(request.body).replace(/^\ufeff/, ''), { maxDepth: 64 });
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return refuse(world, 400, 'BadRequest', 'Request body contains invalid JSON.');
  }
  if (isJsonArray(value))
    return refuse(
      world,
      400,
      'BadRequest',
      'A Mutation operation on more than one entity in a single request is not yet supported.',
    );
  if (value === null) return {};
  if (isJsonObject(value)) return value;
  return refuse(world, 400, 'BadRequest', 'The request body is not in a valid JSON format.');
}
