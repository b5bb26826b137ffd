import { numberFromText } from '../../../core/exact-number.ts';
import { parseInstant } from './instant.ts';
import { type OdataValue, parseGuid } from './value.ts';

/** Reads a literal that begins with a digit, a minus or is a UUID; undefined when the text is none. */
export function readLiteral(text: string): OdataValue | undefined {
  const guid = parseGuid(text);
  if (guid) return guid;
  // JSON numbers have no leading zeros, literals may.
  if (/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,4})?$/.test(text)) return numberFromText(text.replace(/^(-?)0+(?=\d)/, '$1'));
  // A date-time without an offset is no literal of OData (ABNF, dateTimeOffsetValue).
  return text.length === 10 || /(?:Z|[+-]\d\d:\d\d)$/i.test(text) ? parseInstant(text) : undefined;
}
