import { decodeUtf8, headerValue } from '../../../../core/http.ts';
import { isJsonObject, type JsonObject } from '../../../../core/json.ts';
import { parseMediaType } from '../../../../core/media-type.ts';
import { JsonSyntaxError, parseJson } from '../../../../core/parse-json.ts';
import type { Call } from '../../../kernel/call.ts';
import type { Refusal } from '../refusal.ts';
import { payloadInvalid } from '../refusals.ts';

/** The JSON object in a request's body. It is UTF-8 whether or not the Content-Type says so. */
export function readPayload({ request, world }: Call): JsonObject | Refusal {
  if (parseMediaType(headerValue(request.headers, 'content-type') ?? '')?.parameters['charset'] !== undefined)
    world.cites('DV-HDR-007');
  try {
    const json = parseJson(decodeUtf8(request.body));
    return isJsonObject(json) ? json : payloadInvalid('Error in the payload: an object is expected.');
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    world.cites('DV-ERR-005');
    return payloadInvalid(`Error identified in Payload provided by the user: ${error.message}.`);
  }
}
