import { ExactNumber } from '../../core/exact-number.ts';
import { isJsonArray, isJsonNumber, isJsonObject, type Json, jsonObject } from '../../core/json.ts';
import type { SeededRandom } from './seeded-random.ts';

/** The same value with the members of every object in another order. */
export function reorderMembers(json: Json, random: SeededRandom): Json {
  if (isJsonArray(json)) return json.map((item) => reorderMembers(item, random));
  if (!isJsonObject(json)) return json;
  const members = Object.entries(json).map(([name, value]) => [name, reorderMembers(value, random)] as const);
  for (let last = members.length - 1; last > 0; last--) {
    const other = Math.floor(random.next() * (last + 1));
    const [a, b] = [members[last], members[other]];
    if (a && b) [members[last], members[other]] = [b, a];
  }
  return jsonObject(members);
}

/** The same value with a fraction of zero on every whole number, and one more zero on every fraction. */
export function respellNumbers(json: Json): Json {
  if (isJsonArray(json)) return json.map(respellNumbers);
  if (isJsonObject(json)) return jsonObject(Object.entries(json).map(([name, value]) => [name, respellNumbers(value)]));
  if (!isJsonNumber(json)) return json;
  const text = String(json);
  // With an exponent there is no digit to add without changing the value's look for nothing.
  return /[eE]/.test(text) ? json : new ExactNumber(text.includes('.') ? `${text}0` : `${text}.0`);
}

/**
 * The same value with one more member in the outermost object and in every object that is an item of a list. Other
 * objects are left alone: they may be maps, whose member names are data.
 */
export function addMembers(json: Json): Json {
  return isJsonObject(json) ? jsonObject([...members(json), extra]) : addToItems(json);
}

const extra = ['conformanceExtra', 'not part of any rule'] as const;

function addToItems(json: Json): Json {
  if (isJsonArray(json)) return json.map((item) => (isJsonObject(item) ? addMembers(item) : addToItems(item)));
  return isJsonObject(json) ? jsonObject(members(json)) : json;
}

function members(object: Json): (readonly [string, Json])[] {
  return Object.entries(object as Record<string, Json>).map(([name, value]) => [name, addToItems(value)] as const);
}
