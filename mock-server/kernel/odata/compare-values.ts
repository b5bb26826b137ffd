import { compareNumbers, ExactNumber } from '../../../core/exact-number.ts';
import { compareInstants } from './instant.ts';
import type { OdataValue } from './value.ts';

/** The order of two values of one type: negative, zero or positive; undefined when one is null or their types differ. */
export function compareValues(left: OdataValue, right: OdataValue, caseless: boolean): number | undefined {
  if (left === null || right === null) return undefined;
  if (typeof left === 'string')
    return typeof right === 'string' ? compareTexts(fold(left, caseless), fold(right, caseless)) : undefined;
  if (typeof left === 'boolean') return typeof right === 'boolean' ? Number(left) - Number(right) : undefined;
  if (isNumber(left)) return isNumber(right) ? compareNumbers(left, right) : undefined;
  if (typeof right !== 'object' || isNumber(right)) return undefined;
  if (left.kind === 'instant') return right.kind === 'instant' ? compareInstants(left, right) : undefined;
  return right.kind === 'guid' ? compareTexts(left.text, right.text) : undefined;
}

function isNumber(value: OdataValue): value is number | ExactNumber {
  return typeof value === 'number' || value instanceof ExactNumber;
}

function fold(text: string, caseless: boolean): string {
  return caseless ? text.toLowerCase() : text;
}

/** By code point, as UTF-8 bytes and "C" collations order texts; code units would put U+FFFD behind the emojis. */
function compareTexts(left: string, right: string): number {
  const end = Math.min(left.length, right.length);
  let at = 0;
  while (at < end && left.charCodeAt(at) === right.charCodeAt(at)) at++;
  if (at === end) return left.length - right.length;
  // A difference in the low half of a pair: the pairs have the same high half, so the halves decide.
  return codePoint(left, at) - codePoint(right, at);
}

function codePoint(text: string, at: number): number {
  return text.codePointAt(at) as number;
}
