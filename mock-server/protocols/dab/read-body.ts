import { decodeUtf8, type HttpRequest } from '../../../core/http.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../../core/json.ts';
import { JsonSyntaxError, parseJson } from '../../../core/parse-json.ts';
import type { World } from '../../kernel/world.ts';
import { type Refusal, refuse, refuseBad } from './errors.ts';

/** .NET's reader stops here. */
const maxDepth = 64;

/** Reads the members of a body; none at all counts as {} (DAB-BOD-001 to 006). */
export function readBody(request: HttpRequest, world: World): JsonObject | Refusal {
  const value = parse(decodeUtf8(request.body));
  if (value === undefined) return refuseBad(world, 'Request body contains invalid JSON.');
  if (isJsonArray(value))
    return refuseBad(world, 'A Mutation operation on more than one entity in a single request is not yet supported.');
  // A text is read again: the product takes the text of any value and parses that.
  const members = typeof value === 'string' ? parse(value) : value;
  if (members === null) return {};
  if (!isJsonObject(members)) return refuseBad(world, 'The request body is not in a valid JSON format.');
  const unpaired = Object.values(members).some((member) => typeof member === 'string' && /\p{Surrogate}/u.test(member));
  if (unpaired)
    return refuse(
      world,
      500,
      'UnexpectedError',
      'While processing your request the server ran into an unexpected error.',
    );
  return members;
}

/** Undefined: not JSON. A leading byte order mark is skipped, nothing at all is null. */
function parse(text: string): Json | undefined {
  if (text === '') return null;
  try {
    return parseJson(text.replace(/^\ufeff/, ''), { maxDepth });
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}
