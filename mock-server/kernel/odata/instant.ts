import { compareInstants, type Instant as PointInTime, readDateTime } from '../../../core/date-time.ts';

/** A point in time as a value of OData. */
export interface Instant extends PointInTime {
  readonly kind: 'instant';
}

/** No clock is further from UTC. */
const mostMinutes = 14 * 60 + 59;

/** Reads an ISO 8601 date or date-time; a date is its midnight, and what has no offset is UTC. Undefined: it is neither. */
export function parseInstant(text: string): Instant | undefined {
  const read = readDateTime(text);
  if (read === undefined || read.year === 0 || read.isLeapSecond) return undefined;
  return Math.abs(read.offsetMinutes ?? 0) > mostMinutes ? undefined : { kind: 'instant', ...read.instant };
}

export { compareInstants };
