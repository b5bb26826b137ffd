import { decodeUtf8, type HttpRequest, headerValue } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../../../core/json.ts';
import { parseJson } from '../../../../core/parse-json.ts';
import type { World } from '../../../kernel/world.ts';
import { type Refusal, refuseBad, refuseEmpty, refuseUnexpected } from '../errors.ts';
import { mediaTypeOf } from './media-type-of.ts';
import { parseRelaxed } from './parse-relaxed.ts';

/** .NET's reader stops here. */
const maxDepth = 64;

/** Reads the members of a body; none at all counts as {} (DAB-BOD-001 to 006). */
export function readBody(request: HttpRequest, world: World): JsonObject | Refusal {
  const essence = mediaTypeOf(request)?.essence;
  if (isUnsupported(request, essence, world)) return refuseEmpty(415);
  // The framework reads a form before anybody else does, so nothing is left of the body.
  if (isForm(essence) && !world.mutant('forms-are-read-as-json')) return {};
  const text = decodeUtf8(request.body);
  if (text === '') return world.keeps('DAB-BOD-003') ? {} : refuseInvalid(world);
  const value = parse(text, world);
  if (value === undefined) return world.keeps('DAB-BOD-001') ? refuseInvalid(world) : {};
  if (isJsonArray(value)) return readList(value, essence, world);
  return readMembers(value, world);
}

/** The bugs that a body must have a media type that promises JSON. */
function isUnsupported({ headers }: HttpRequest, essence: string | undefined, world: World): boolean {
  if (essence === 'application/json' || isForm(essence)) return false;
  const isTyped = headerValue(headers, 'content-type') !== undefined;
  const kind = essence?.replaceAll(/[^a-z]/g, '-') ?? (isTyped ? 'oddly-typed' : 'untyped');
  return world.mutant(`refuses-${kind}-bodies`) || !world.keeps('DAB-NEG-001');
}

/** An array is refused, whatever its media type says it means. */
function readList(list: readonly Json[], essence: string | undefined, world: World): JsonObject | Refusal {
  if (essence === 'application/json-patch+json' && !world.keeps('DAB-PAT-011')) return asMembers(list);
  if (!world.keeps('DAB-BOD-002')) return isJsonObject(list[0]) ? list[0] : {};
  return refuseBad(world, 'A Mutation operation on more than one entity in a single request is not yet supported.');
}

function readMembers(value: Json, world: World): JsonObject | Refusal {
  // The product takes the text of any value and parses that, so a text with an object in it is one.
  const members = typeof value === 'string' && world.keeps('DAB-BOD-006') ? readAgain(value, world) : value;
  if (members === null) return world.keeps('DAB-BOD-004') ? {} : refuseInvalid(world);
  if (!isJsonObject(members))
    return world.keeps('DAB-BOD-005') ? refuseBad(world, 'The request body is not in a valid JSON format.') : {};
  const unpaired = Object.values(members).some((member) => typeof member === 'string' && /\p{Surrogate}/u.test(member));
  return unpaired && world.keeps('DAB-ENV-009') ? refuseUnexpected(world) : members;
}

function readAgain(text: string, world: World): Json {
  return text === '' ? null : (parse(text, world) ?? text);
}

function refuseInvalid(world: World): Refusal {
  return refuseBad(world, 'Request body contains invalid JSON.');
}

function isForm(essence: string | undefined): boolean {
  return essence === 'application/x-www-form-urlencoded' || essence === 'multipart/form-data';
}

/** The bug that a JSON Patch is applied: its values by the first segment of their paths. */
function asMembers(list: readonly Json[]): JsonObject {
  return Object.fromEntries(
    list.flatMap((item) =>
      isJsonObject(item) && typeof item['path'] === 'string' ? [[item['path'].slice(1), item['value'] ?? null]] : [],
    ),
  );
}

/** Undefined: not JSON. A leading byte order mark is skipped. */
function parse(text: string, world: World): Json | undefined {
  const marked = text.startsWith('\ufeff');
  const plain = marked && !world.mutant('byte-order-mark-is-refused') ? text.slice(1) : text;
  const options = { maxDepth: isDeep(plain) && !world.keeps('DAB-BOD-011') ? 512 : maxDepth };
  let value: Json;
  try {
    value = parseJson(plain, options);
  } catch {
    return parseRelaxed(plain, options, world);
  }
  return hasDoubledName(plain) && world.mutant('doubled-names-are-refused') ? undefined : value;
}

function hasDoubledName(text: string): boolean {
  const names = [...text.matchAll(/"([^"\\]*)"\s*:/g)].map(([, name]) => name);
  return new Set(names).size < names.length;
}

function isDeep(text: string): boolean {
  return text.split(/[[{]/).length > maxDepth;
}
