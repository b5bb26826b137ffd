import { isJsonArray, isJsonObject, type Json } from './json.ts';
import { jsonEquals } from './json-equals.ts';

/** One place at which two JSON values differ; undefined: nothing is there. */
export interface JsonChange {
  readonly segments: readonly string[];
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** The innermost places at which two values differ. A subtree that only one of them has counts leaf by leaf. */
export function jsonChanges(
  before: Json | undefined,
  after: Json | undefined,
  segments: readonly string[] = [],
): JsonChange[] {
  if (before !== undefined && after !== undefined && jsonEquals(before, after)) return [];
  const names = namesOf(before, after);
  if (names === undefined || names.length === 0) return before === after ? [] : [{ segments, before, after }];
  return names.flatMap((name) => jsonChanges(childOf(before, name), childOf(after, name), [...segments, name]));
}

/** Names to look into, when both are of one container type, or one is and the other is missing. */
function namesOf(before: Json | undefined, after: Json | undefined): string[] | undefined {
  const sides = [before, after].filter((side) => side !== undefined);
  if (sides.every(isJsonObject)) return [...new Set(sides.flatMap((side) => Object.keys(side)))];
  if (!sides.every(isJsonArray)) return undefined;
  return Array.from({ length: Math.max(...sides.map((side) => side.length)) }, (_, index) => String(index));
}

function childOf(value: Json | undefined, name: string): Json | undefined {
  if (isJsonArray(value)) return value[Number(name)];
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
