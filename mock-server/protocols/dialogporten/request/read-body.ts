import { decodeUtf8, type HttpRequest, headerValue } from '../../../../core/http.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../../core/json.ts';
import { parseMediaType } from '../../../../core/media-type.ts';
import { JsonSyntaxError, parseJson } from '../../../../core/parse-json.ts';
import type { Call } from '../../../kernel/call.ts';
import { type Refused, refusedWith } from '../../../kernel/refused.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import type { DtoObject } from '../model/dto-schema.ts';
import { problem } from '../problem-details.ts';
import { readDto } from './read-dto.ts';
import { withoutLeniencies } from './read-lenient-json.ts';

/** Is the body declared as JSON of any kind (application/json or application/…+json)? */
export function isJsonBody({ request, world }: Call): boolean {
  const declared = headerValue(request.headers, 'Content-Type');
  const essence = parseMediaType(declared ?? '')?.essence ?? '';
  if (!/^application\/(json|[^/*]+\+json)$/.test(essence))
    return !world.keepsFor(declared === undefined ? 'untyped' : 'typed', 'DP-ERR-012');
  if (essence !== 'application/json' && essence !== 'application/json-patch+json') world.cites('DP-ERR-015');
  if (essence === 'application/json' && request.method === 'PATCH') world.cites('DP-PATCH-002');
  return true;
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

/** A body that could be read: as it came, and as its type has it. */
export interface ReadBody {
  readonly json: JsonObject;
  readonly dto: JsonObject;
}

/** The body of everything but PATCH: an object of this type, or the refusal of what is none. */
export function readBody(call: Call, type: DtoObject): ReadBody | Refused {
  if (!isJsonBody(call)) return refusedWith(respondEmpty(415));
  const body = readJsonBody(call.request);
  // A bare null makes the real server fail.
  if ('json' in body && body.json === null) return refusedWith(problem(500, call));
  if ('fault' in body || !isJsonObject(body.json)) {
    call.world.cites('DP-ERR-007');
    const fault = 'fault' in body ? body.fault : 'The JSON value could not be converted. Path: $.';
    return refusedWith(problem(400, call, { SerializerErrors: [fault] }));
  }
  const read = readDto(type, body.json, call.world);
  if ('fault' in read) return refusedWith(problem(400, call, { [read.fault.place]: [read.fault.message] }));
  return { json: body.json, dto: read.value };
}
