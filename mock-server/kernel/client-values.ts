import { decodeUtf8 } from '../../core/http.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../core/json.ts';
import { parseJson } from '../../core/parse-json.ts';
import { stringifyJson } from '../../core/stringify-json.ts';

/** The JSON of a body; undefined: it is none. */
export function jsonOf(body: Uint8Array): Json | undefined {
  if (body.length === 0) return undefined;
  try {
    return parseJson(decodeUtf8(body));
  } catch {
    return undefined;
  }
}

/** The members of an object with their values as JSON; of anything else none. `leave`: members that say nothing about the row's state. */
export function membersOf(json: Json | undefined, leave: (name: string) => boolean = () => false): Map<string, string> {
  if (!isJsonObject(json)) return new Map();
  return new Map(
    Object.entries(json).flatMap(([name, value]) => (leave(name) ? [] : [[name, stringifyJson(value)] as const])),
  );
}

/** The objects in a list. */
export function objectsIn(json: Json | undefined): readonly JsonObject[] {
  return isJsonArray(json) ? json.filter((item) => isJsonObject(item)) : [];
}

/** Another value of the same kind, which nobody has written yet; undefined: of this kind none can be told. */
export function otherValue(json: string): Json | undefined {
  const value = parseJson(json);
  if (typeof value === 'number') return value === 1 ? 2 : 1;
  return typeof value === 'string' ? `${value.slice(0, 20)} (somebody else)` : undefined;
}
