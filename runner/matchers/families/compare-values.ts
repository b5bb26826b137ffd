import { compareInstants, parseDateTime } from '../../../core/date-time.ts';
import { compareNumbers } from '../../../core/exact-number.ts';
import { isJsonNumber, type Json } from '../../../core/json.ts';

/** Orders two numbers by exact value or two RFC 3339 date-times as instants; undefined for anything else. */
export function compareValues(left: Json, right: Json): number | undefined {
  if (isJsonNumber(left) && isJsonNumber(right)) return compareNumbers(left, right);
  if (typeof left !== 'string' || typeof right !== 'string') return undefined;
  const [earlier, later] = [parseDateTime(left), parseDateTime(right)];
  return earlier && later && compareInstants(earlier, later);
}
