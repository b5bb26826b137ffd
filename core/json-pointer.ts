import { isJsonArray, isJsonObject, type Json } from './json.ts';

/** The unescaped segments of a JSON Pointer (RFC 6901 §3), or undefined when the text is not one. */
export function parsePointer(pointer: string): string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The pointer text of segments. */
export function formatPointer(segments: readonly string[]): string {
  return segments.map((segment) => `/${escapeSegment(segment)}`).join('');
}

/** One segment escaped for use in a pointer (RFC 6901 §3). */
export function escapeSegment(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The value at these segments, or undefined when there is nothing (absent is not null). */
export function valueAt(root: Json | undefined, segments: readonly string[]): Json | undefined {
  let value = root;
  for (const segment of segments) {
    if (isJsonArray(value)) value = /^(0|[1-9]\d*)$/.test(segment) ? value[Number(segment)] : undefined;
    else if (isJsonObject(value) && Object.hasOwn(value, segment)) value = value[segment];
    else return undefined;
  }
  return value;
}

/** Is a place one of these, or under one of them? */
export function isCovered(segments: readonly string[], places: readonly (readonly string[])[]): boolean {
  return places.some(
    (place) => place.length <= segments.length && place.every((name, index) => name === segments[index]),
  );
}
