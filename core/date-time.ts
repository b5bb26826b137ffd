/** An instant: milliseconds since 1970 of the whole second, and the fraction's digits without trailing zeros. */
interface Instant {
  readonly seconds: number;
  readonly fraction: string;
}

const pattern = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:([Zz])|([+-])(\d\d):(\d\d))$/;

/** Is this an RFC 3339 date-time? */
export function isDateTime(text: string): boolean {
  return parseInstant(text) !== undefined;
}

/** Compares two RFC 3339 date-times as instants, to any number of digits; undefined when one is not a date-time. */
export function compareInstants(left: string, right: string): number | undefined {
  const a = parseInstant(left);
  const b = parseInstant(right);
  if (!a || !b) return undefined;
  if (a.seconds !== b.seconds) return a.seconds < b.seconds ? -1 : 1;
  return a.fraction === b.fraction ? 0 : a.fraction < b.fraction ? -1 : 1;
}

/** How far two date-times are apart, in milliseconds; undefined when one is not a date-time. */
export function distanceMs(left: string, right: string): number | undefined {
  const a = parseInstant(left);
  const b = parseInstant(right);
  if (!a || !b) return undefined;
  return Math.abs(a.seconds - b.seconds + (Number(`0.${a.fraction || 0}`) - Number(`0.${b.fraction || 0}`)) * 1000);
}

function parseInstant(text: string): Instant | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', , sign, offsetHour = '0', offsetMinute = '0'] = match;
  const [mo, d, h, mi, s] = [month, day, hour, minute, second].map(Number) as [number, number, number, number, number];
  // A leap second (60) counts as the last second of its minute, as clocks without leap seconds show it.
  const at = new Date(0);
  at.setUTCFullYear(Number(year), mo - 1, d);
  at.setUTCHours(h, mi, Math.min(s, 59));
  if (at.getUTCMonth() !== mo - 1 || at.getUTCDate() !== d || h > 23 || mi > 59 || s > 60) return undefined;
  if (Number(offsetHour) > 23 || Number(offsetMinute) > 59) return undefined;
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * 60_000;
  return { seconds: at.getTime() - (sign === '-' ? -offset : offset), fraction: fraction.replace(/0+$/, '') };
}
