import { compareNumbers } from './exact-number.ts';
import { isJsonArray, isJsonNumber, isJsonObject, type Json } from './json.ts';

/** Equal JSON: numbers by exact value, texts by code unit, arrays item by item, objects by members in any order. */
export function jsonEquals(left: Json, right: Json): boolean {
  if (isJsonNumber(left)) return isJsonNumber(right) && compareNumbers(left, right) === 0;
  if (isJsonArray(left)) {
    return (
      isJsonArray(right) && left.length === right.length && left.every((item, i) => jsonEquals(item, right[i] as Json))
    );
  }
  if (isJsonObject(left)) {
    if (!isJsonObject(right)) return false;
    const names = Object.keys(left);
    return (
      names.length === Object.keys(right).length &&
      names.every((name) => Object.hasOwn(right, name) && jsonEquals(left[name] as Json, right[name] as Json))
    );
  }
  return left === right;
}
