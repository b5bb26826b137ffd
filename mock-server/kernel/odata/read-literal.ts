import { compareNumbers, ExactNumber, numberFromText } from '../../../core/exact-number.ts';
import type { LiteralType } from './expression.ts';
import { parseInstant } from './instant.ts';
import { type OdataValue, parseGuid } from './value.ts';

/** A literal without its place. */
export interface LiteralValue {
  readonly type: LiteralType;
  readonly value: OdataValue;
}

/** Reads a literal that begins with a digit, a minus or is a UUID; undefined when the text is none. */
export function readLiteral(text: string): LiteralValue | undefined {
  const guid = parseGuid(text);
  if (guid) return { type: 'guid', value: guid };
  if (/^-?\d+$/.test(text)) return wholeNumber(text);
  if (/^-?\d+\.\d+$/.test(text)) return { type: 'decimal', value: numberFrom(text) };
  if (/^-?\d+(?:\.\d+)?[eE][+-]?\d{1,4}$/.test(text)) return { type: 'double', value: numberFrom(text) };
  const instant = parseInstant(text);
  if (!instant) return undefined;
  if (text.length === 10) return { type: 'date', value: instant };
  // A date-time without an offset is no literal of OData (ABNF, dateTimeOffsetValue).
  return /^.{10}T.*(?:Z|[+-]\d\d:\d\d)$/i.test(text) ? { type: 'dateTimeOffset', value: instant } : undefined;
}

function wholeNumber(text: string): LiteralValue {
  const value = numberFrom(text);
  if (fits(value, '2147483647', '-2147483648')) return { type: 'int32', value };
  if (fits(value, '9223372036854775807', '-9223372036854775808')) return { type: 'int64', value };
  return { type: 'decimal', value };
}

function fits(value: number | ExactNumber, most: string, least: string): boolean {
  return compareNumbers(value, new ExactNumber(most)) <= 0 && compareNumbers(value, new ExactNumber(least)) >= 0;
}

/** JSON numbers have no leading zeros, literals may. */
function numberFrom(text: string): number | ExactNumber {
  return numberFromText(text.replace(/^(-?)0+(?=\d)/, '$1'));
}
