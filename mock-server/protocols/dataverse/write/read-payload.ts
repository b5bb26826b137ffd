import { decodeUtf8, type HttpRequest } from '../../../../core/http.ts';
import { isJsonObject, type JsonObject } from '../../../../core/json.ts';
import { JsonSyntaxError, parseJson } from '../../../../core/parse-json.ts';
import type { Refusal } from '../refusal.ts';
import { payloadInvalid } from '../refusals.ts';

/** The JSON object in a request's body, whatever its Content-Type says about charset and parameters. */
export function readPayload(request: HttpRequest): JsonObject | Refusal {
  try {
    const json = parseJson(decodeUtf8(request.body));
    return isJsonObject(json)
      ? json
      : payloadInvalid('An error occurred while validating input parameters: an object is expected.');
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return payloadInvalid(`Error identified in Payload provided by the user: ${error.message}.`);
  }
}
