import { decodeUtf8, type HttpRequest, type HttpResponse, headerValue } from '../../../../core/http.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../../core/json.ts';
import { parseMediaType } from '../../../../core/media-type.ts';
import { JsonSyntaxError, parseJson } from '../../../../core/parse-json.ts';
import type { World } from '../../../kernel/world.ts';
import { insists } from '../model/insists.ts';
import { problem } from '../problem-details.ts';
import { withoutLeniencies } from './read-lenient-json.ts';

/** Is the body declared as JSON of any kind (application/json or application/…+json)? */
export function isJsonBody(request: HttpRequest, world: World): boolean {
  const declared = headerValue(request.headers, 'Content-Type');
  const essence = parseMediaType(declared ?? '')?.essence ?? '';
  if (declared?.includes(';') && world.mutant('media-type-parameters-refused')) return false;
  if (declared !== declared?.toLowerCase() && world.mutant('media-type-case-matters')) return false;
  if (!/^application\/(json|[^/*]+\+json)$/.test(essence))
    return !insists(world, 'DP-ERR-012', declared === undefined ? 'untyped-body-read' : 'any-media-type-read');
  const usual = essence === 'application/json' || essence === 'application/json-patch+json';
  if (!usual && !world.keeps('DP-ERR-015')) return false;
  return !(essence === 'application/json' && request.method === 'PATCH' && !world.keeps('DP-PATCH-002'));
}

/** What the real server's parser says of an empty body. */
export const noTokens =
  'The input does not contain any JSON tokens. Expected the input to start with a valid JSON token, when isFinalBlock is true. LineNumber: 0 | BytePositionInLine: 0.';

/** The body as JSON, or what is wrong with it. Patches are read leniently. */
export function readJsonBody(request: HttpRequest): { readonly json: Json } | { readonly fault: string } {
  if (request.body.length === 0) return { fault: noTokens };
  const sent = decodeUtf8(request.body).replace(/^\uFEFF/, '');
  const text = request.method === 'PATCH' ? withoutLeniencies(sent) : sent;
  try {
    return { json: parseJson(text, { maxDepth: 64 }) };
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return { fault: `The body is not valid JSON: ${error.message}. BytePositionInLine: ${error.offset}.` };
  }
}

/** The body of everything but PATCH: a JSON object, or the refusal of what is none. A bare null makes the real server fail. */
export function readObjectBody(
  request: HttpRequest,
  world: World,
): { readonly json: JsonObject } | { readonly refusal: HttpResponse } {
  const body = readJsonBody(request);
  if ('json' in body && isJsonObject(body.json)) return { json: body.json };
  if ('json' in body && body.json === null) return { refusal: problem(500, request, world) };
  if (!insists(world, 'DP-ERR-007', 'unreadable-body-is-500')) return { refusal: problem(500, request, world) };
  const fault = 'fault' in body ? body.fault : 'The JSON value could not be converted. Path: $.';
  return { refusal: problem(400, request, world, { SerializerErrors: [fault] }) };
}
