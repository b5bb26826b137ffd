import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../core/json.ts';
import { stringifyJson } from '../../core/stringify-json.ts';

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
