import { ExactNumber } from './exact-number.ts';

/**
 * A JSON value that loses nothing: a number is a JS number only when its text is that number's own shortest text,
 * else an {@link ExactNumber} that keeps the text (1.0, 5000000.0000, 9007199254740993).
 */
export type Json = null | boolean | string | number | ExactNumber | readonly Json[] | JsonObject;

/** A JSON object. Has no prototype when it comes from {@link parseJson}, so "__proto__" is an ordinary member. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/** Is this a JSON object (not an array, not a number kept as text)? */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}

/** Is this a JSON array? */
export function isJsonArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Is this a JSON number, in either representation? */
export function isJsonNumber(value: Json | undefined): value is number | ExactNumber {
  return typeof value === 'number' || value instanceof ExactNumber;
}

/** The JSON type name, as the matcher `type` knows them; an integer is a number whose value is whole. */
export function jsonTypeOf(value: Json): 'null' | 'boolean' | 'string' | 'number' | 'array' | 'object' {
  if (value === null) return 'null';
  if (isJsonNumber(value)) return 'number';
  if (isJsonArray(value)) return 'array';
  return typeof value as 'boolean' | 'string' | 'object';
}

/** An object without prototype from entries, so that hostile member names stay data. */
export function jsonObject(entries: Iterable<readonly [string, Json]>): JsonObject {
  const object: Record<string, Json> = Object.create(null);
  for (const [name, value] of entries) object[name] = value;
  return object;
}
