import { isDateTime } from '../../core/date-time.ts';
import { parseEntityTag } from '../../core/entity-tag.ts';
import { isWholeNumber } from '../../core/exact-number.ts';
import { isGuid } from '../../core/guid.ts';
import { isJsonNumber, type Json } from '../../core/json.ts';
import type { Format } from '../../core/suite.ts';

/** Is the text of this format? Undefined: the value is of a type the format says nothing about. */
export function hasFormat(value: Json, format: Format): boolean | undefined {
  if (format === 'integer') {
    if (isJsonNumber(value)) return isWholeNumber(value);
    return typeof value === 'string' ? /^-?\d+$/.test(value) : undefined;
  }
  if (typeof value !== 'string') return undefined;
  switch (format) {
    case 'uuid':
      return isGuid(value);
    case 'uuid4':
      return isGuid(value) && value[14] === '4' && /[89ab]/i.test(value[19] ?? '');
    case 'uuid7':
      return isGuid(value) && value[14] === '7' && /[89ab]/i.test(value[19] ?? '');
    case 'date-time':
      return isDateTime(value);
    case 'utc-date-time':
      return isDateTime(value) && /(?:Z|\+00:00)$/i.test(value);
    case 'weak-etag':
      return parseEntityTag(value)?.weak === true;
    case 'strong-etag':
      return parseEntityTag(value)?.weak === false;
    case 'rowversion':
      return /^[A-Za-z0-9+/]{11}=$/.test(value);
    case 'uri':
      return /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/.test(value);
  }
}
