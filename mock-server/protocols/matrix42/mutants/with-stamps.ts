import type { HttpRequest } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject, jsonObject } from '../../../../core/json.ts';
import { bodyOf, withBody } from './exchanges.ts';

/** The request with something else for each TimeStamp in it; undefined: there is none. */
export function withStamps(
  request: HttpRequest,
  other: (stamp: Json) => readonly (readonly [string, Json])[],
): HttpRequest | undefined {
  let found = false;
  const change = (object: JsonObject): JsonObject =>
    jsonObject(
      Object.entries(object).flatMap(([name, value]): readonly (readonly [string, Json])[] => {
        if (isJsonObject(value)) return [[name, change(value)]];
        if (isJsonArray(value)) return [[name, value.map((item) => (isJsonObject(item) ? change(item) : item))]];
        if (name !== 'TimeStamp') return [[name, value]];
        found = true;
        return other(value);
      }),
    );
  const body = bodyOf(request);
  const changed = body && change(body);
  return changed && found ? withBody(request, changed) : undefined;
}
