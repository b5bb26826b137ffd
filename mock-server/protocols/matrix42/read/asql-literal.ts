import { compareInstants, type Instant, readDateTime } from '../../../../core/date-time.ts';
import { compareNumbers, type ExactNumber, isWholeNumber, numberFromText } from '../../../../core/exact-number.ts';
import { isGuid } from '../../../../core/guid.ts';
import { isJsonNumber, type Json } from '../../../../core/json.ts';
import { decodeRowversion } from '../model/rowversion.ts';
import type { Literal } from '../request/asql/expression.ts';
import type { ResolvedPath } from './asql-path.ts';

/** A value in the form in which it is compared; null: none, which matches no comparison. */
export type Comparable =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number | ExactNumber }
  | { readonly kind: 'instant'; readonly instant: Instant }
  | null;

/** A literal as a value of this type; undefined: it is none. */
export function literalAs(literal: Literal, type: ResolvedPath['type']): Comparable | undefined {
  if (literal.kind === 'null') return null;
  if (type === 'date') return literal.kind === 'number' ? undefined : dateOf(literal.text);
  if (type === 'text' || type === 'guid') {
    const fits = literal.kind === 'text' && (type === 'text' || isGuid(literal.text));
    return fits ? textOf(literal.text) : undefined;
  }
  if (literal.kind === 'date') return undefined;
  // A rowversion is a bare number, never its base64 (M42-TS-018).
  const number = literal.kind === 'number' ? literal.number : type === 'rowversion' ? undefined : wholeIn(literal.text);
  return number === undefined ? undefined : { kind: 'number', number };
}

/** The value of an attribute as it is compared; a TimeStamp as the number that it is. */
export function comparableOf(value: Json, type: ResolvedPath['type']): Comparable {
  if (value === null) return null;
  if (isJsonNumber(value)) return { kind: 'number', number: value };
  if (typeof value === 'boolean') return { kind: 'number', number: Number(value) };
  const text = String(value);
  if (type === 'rowversion') return { kind: 'number', number: numberFromText(String(decodeRowversion(text) ?? 0n)) };
  return type === 'date' ? (dateOf(text) ?? null) : textOf(text);
}

/** Which comes first? Texts compare without case, as the database does. Undefined: they cannot be compared. */
export function compare(left: Comparable, right: Comparable): number | undefined {
  if (left === null || right === null) return undefined;
  if (left.kind === 'number' && right.kind === 'number') return compareNumbers(left.number, right.number);
  if (left.kind === 'instant' && right.kind === 'instant') return compareInstants(left.instant, right.instant);
  if (left.kind !== 'text' || right.kind !== 'text') return undefined;
  return left.text < right.text ? -1 : left.text > right.text ? 1 : 0;
}

function textOf(text: string): Comparable {
  return { kind: 'text', text: text.toLowerCase() };
}

/** ISO 8601; what has no offset is UTC. */
function dateOf(text: string): Comparable | undefined {
  const instant = readDateTime(text)?.instant;
  return instant && { kind: 'instant', instant };
}

function wholeIn(text: string): number | ExactNumber | undefined {
  if (!/^-?\d+$/.test(text)) return undefined;
  const number = numberFromText(text);
  return isWholeNumber(number) ? number : undefined;
}
