/** A point in time, exact to whatever digits were written. */
export interface Instant {
  readonly kind: 'instant';
  /** Whole seconds since 1970, UTC. */
  readonly seconds: number;
  /** Decimal digits of the second, without trailing zeros. */
  readonly fraction: string;
}

const pattern =
  /^(?!0000)(\d{4}-\d\d-\d\d)(?:[Tt ]((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:\.(\d+))?)?([Zz]|[+-](?:0\d|1[0-4]):[0-5]\d)?)?$/;

/** Reads an ISO 8601 date or date-time; a date is its midnight, and what has no offset is UTC. Undefined: it is neither. */
export function parseInstant(text: string): Instant | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, day, minutes = '00:00', seconds = '00', fraction = '', zone = 'Z'] = match;
  // A day that its month does not have would be taken for one of the next month.
  if (new Date(`${day}T00:00Z`).toJSON() !== `${day}T00:00:00.000Z`) return undefined;
  const at = Date.parse(`${day}T${minutes}:${seconds}${zone.toUpperCase()}`);
  return { kind: 'instant', seconds: at / 1000, fraction: fraction.replace(/0+$/, '') };
}

/** Which is earlier: negative, zero or positive. */
export function compareInstants(left: Instant, right: Instant): number {
  const byFraction = Number(left.fraction > right.fraction) - Number(left.fraction < right.fraction);
  return left.seconds - right.seconds || byFraction;
}
