import { decodeUtf8, type HttpRequest, headerValue } from '../../../../core/http.ts';
import { isJsonObject, type JsonObject } from '../../../../core/json.ts';
import { parseMediaType } from '../../../../core/media-type.ts';
import { JsonSyntaxError, parseJson } from '../../../../core/parse-json.ts';
import type { World } from '../../../kernel/world.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { payloadInvalid } from '../refusals.ts';

/** The JSON object in a request's body. It is UTF-8 whether or not the Content-Type says so. */
export function readPayload(request: HttpRequest, world: World): JsonObject | Refusal {
  const named = parseMediaType(headerValue(request.headers, 'content-type') ?? '')?.parameters['charset'] !== undefined;
  if (named && !world.keeps('DV-HDR-007')) return refuse(415, '', 'The media type is not supported.');
  const latin1 = !named && world.mutant('latin-1-unless-named');
  try {
    const json = parseJson(latin1 ? decodeLatin1(request.body) : decodeUtf8(request.body));
    return isJsonObject(json) ? json : payloadInvalid('Error in the payload: an object is expected.');
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return payloadInvalid(`Error identified in Payload provided by the user: ${error.message}.`);
  }
}

function decodeLatin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}
