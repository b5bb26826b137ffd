import { ExactNumber } from '../../core/exact-number.ts';
import { isJsonArray, isJsonObject, type Json, jsonObject } from '../../core/json.ts';
import { escapeSegment, parsePointer } from '../../core/json-pointer.ts';
import type { Place, Template, ValueTemplate } from '../../core/suite.ts';
import { parseTemplate, type TemplatePart, type Token } from '../../core/template.ts';
import { convert, textOf } from './convert.ts';
import { MissingValue } from './missing-value.ts';
import { readScope, type Scope } from './scope.ts';

/** Templates come from suite files, so there are not many; parsing each once makes thousands of runs cheap. */
const parsed = new Map<string, readonly TemplatePart[]>();

function partsOf(template: Template): readonly TemplatePart[] {
  let parts = parsed.get(template);
  if (parts === undefined) {
    parts = parseTemplate(template);
    parsed.set(template, parts);
  }
  return parts;
}

function readToken(token: Token, scope: Scope): Json {
  const value = readScope(scope, token.root, token.path);
  return token.conversion === undefined ? value : convert(value, token.conversion);
}

/** A template as text. @throws {MissingValue} when a token names nothing. */
export function resolveText(template: Template, scope: Scope): string {
  if (!template.includes('$(')) return template;
  return partsOf(template)
    .map((part) => (part.kind === 'text' ? part.text : textOf(readToken(part, scope))))
    .join('');
}

/** A text that is one token gives the value itself, with its type; any other text is put together. */
export function resolveTemplate(template: Template, scope: Scope): Json {
  if (!template.includes('$(')) return template;
  const parts = partsOf(template);
  const [only] = parts;
  return parts.length === 1 && only?.kind === 'token' ? readToken(only, scope) : resolveText(template, scope);
}

/** JSON with its texts and member names put in. @throws {MissingValue} */
export function resolveValue(value: ValueTemplate, scope: Scope): Json {
  if (typeof value === 'string') return resolveTemplate(value, scope);
  if (isJsonArray(value)) return value.map((item) => resolveValue(item, scope));
  if (value instanceof ExactNumber || !isJsonObject(value)) return value;
  return jsonObject(
    Object.entries(value).map(([name, member]) => [resolveText(name, scope), resolveValue(member, scope)]),
  );
}

/**
 * The pointer text of a place. A token in it is one segment and is escaped; a place that is one token as a whole is the
 * pointer that the token gives.
 */
export function resolvePointer(place: Place, scope: Scope): string {
  if (!place.includes('$(')) return place;
  const parts = partsOf(place);
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'token') return textOf(readToken(only, scope));
  return parts
    .map((part) => (part.kind === 'text' ? part.text : escapeSegment(textOf(readToken(part, scope)))))
    .join('');
}

/** Segments of places without tokens, which are the same in every scope. */
const constantPlaces = new Map<Place, readonly string[]>();

/** The segments of a place. @throws {MissingValue} */
export function resolvePlace(place: Place, scope: Scope): readonly string[] {
  const known = constantPlaces.get(place);
  if (known !== undefined) return known;
  const pointer = resolvePointer(place, scope);
  const segments = parsePointer(pointer);
  if (segments === undefined) throw new MissingValue(`${JSON.stringify(pointer)} is not a JSON Pointer`);
  if (pointer === place) constantPlaces.set(place, segments);
  return segments;
}
