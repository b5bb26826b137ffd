import { decodeUtf8, type HttpRequest } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../../../core/json.ts';
import { parseJson } from '../../../../core/parse-json.ts';
import type { Refused } from '../../../kernel/refused.ts';
import type { World } from '../../../kernel/world.ts';
import { refuseBad, refuseUnexpected } from '../errors.ts';
import { mediaTypeOf } from './media-type-of.ts';

/** .NET's reader stops here. */
const maxDepth = 64;

/** Reads the members of a body; none at all counts as {} (DAB-BOD-001 to 006). */
export function readBody(request: HttpRequest, world: World): JsonObject | Refused {
  // Whatever type is named, the body is read as JSON. But the framework reads a form before anybody else does.
  world.cites('DAB-NEG-001');
  if (isForm(mediaTypeOf(request)?.essence)) return {};
  const text = decodeUtf8(request.body);
  if (text === '') return nothing('DAB-BOD-003', world);
  const value = parse(text, world);
  if (value === undefined) {
    world.cites('DAB-BOD-001');
    return refuseBad(world, 'Request body contains invalid JSON.');
  }
  if (isJsonArray(value)) {
    world.cites('DAB-BOD-002');
    return refuseBad(world, 'A Mutation operation on more than one entity in a single request is not yet supported.');
  }
  return readMembers(value, world);
}

function readMembers(value: Json, world: World): JsonObject | Refused {
  // The product takes the text of any value and parses that, so a text with an object in it is one.
  const members = typeof value === 'string' && world.keeps('DAB-BOD-006') ? readAgain(value, world) : value;
  if (members === null) return nothing('DAB-BOD-004', world);
  if (!isJsonObject(members)) {
    world.cites('DAB-BOD-005');
    return refuseBad(world, 'The request body is not in a valid JSON format.');
  }
  const unpaired = Object.values(members).some((member) => typeof member === 'string' && /\p{Surrogate}/u.test(member));
  return unpaired && world.keeps('DAB-ENV-009') ? refuseUnexpected(world) : members;
}

/** No body, or null: no members, by one of the rules that say so. */
function nothing(rule: string, world: World): JsonObject {
  world.cites(rule);
  return {};
}

function readAgain(text: string, world: World): Json {
  return text === '' ? null : (parse(text, world) ?? text);
}

function isForm(essence: string | undefined): boolean {
  return essence === 'application/x-www-form-urlencoded' || essence === 'multipart/form-data';
}

/** Undefined: not JSON. A leading byte order mark is skipped. */
function parse(text: string, world: World): Json | undefined {
  try {
    const value = parseJson(text.replace(/^\ufeff/, ''));
    return depthOf(value) > maxDepth && world.keeps('DAB-BOD-011') ? undefined : value;
  } catch {
    return undefined;
  }
}

/** How deep arrays and objects nest. */
function depthOf(value: Json): number {
  if (!isJsonArray(value) && !isJsonObject(value)) return 0;
  return 1 + Object.values(value).reduce<number>((deepest, item) => Math.max(deepest, depthOf(item)), 0);
}
