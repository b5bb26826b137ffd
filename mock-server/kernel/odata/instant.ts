/** A point in time, exact to whatever digits were written. */
export interface Instant {
  readonly kind: 'instant';
  /** Whole seconds since 1970, UTC. */
  readonly seconds: number;
  /** Decimal digits of the second, without trailing zeros. */
  readonly fraction: string;
}

const pattern = /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?([Zz]|[+-]\d\d:\d\d)?)?$/;

/** Reads an ISO 8601 date or date-time; a date is its midnight, and what has no offset is UTC. Undefined: it is neither. */
export function parseInstant(text: string): Instant | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = match;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day) || Number(year) === 0)
    return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const offset = offsetSeconds(zone);
  if (offset === undefined) return undefined;
  const seconds = date.getTime() / 1000 + Number(hour) * 3600 + Number(minute) * 60 + Number(second) - offset;
  return { kind: 'instant', seconds, fraction: fraction.replace(/0+$/, '') };
}

function offsetSeconds(zone: string): number | undefined {
  if (zone.toUpperCase() === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 14 || minutes > 59) return undefined;
  return (hours * 3600 + minutes * 60) * (zone.startsWith('-') ? -1 : 1);
}

/** Which is earlier: negative, zero or positive. */
export function compareInstants(left: Instant, right: Instant): number {
  if (left.seconds !== right.seconds) return left.seconds - right.seconds;
  return left.fraction < right.fraction ? -1 : left.fraction > right.fraction ? 1 : 0;
}
