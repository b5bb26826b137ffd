import { distance, ExactNumber } from './exact-number.ts';

/** A point in time, exact to whatever digits were written. */
export interface Instant {
  /** Whole seconds since 1970, UTC. */
  readonly seconds: number;
  /** Decimal digits of the second, without trailing zeros. */
  readonly fraction: string;
}

/** What a text says of a point in time, and how it is written: who reads it knows which forms are allowed there. */
export interface ReadDateTime {
  readonly instant: Instant;
  readonly year: number;
  /** What stands between date and time; undefined: it is a date alone, read as its midnight. */
  readonly separator: string | undefined;
  readonly hasSeconds: boolean;
  /** The 60th second, counted as the last of its minute, as clocks without leap seconds show it. */
  readonly isLeapSecond: boolean;
  /** The offset from UTC; undefined: none is written, and UTC was taken. */
  readonly offsetMinutes: number | undefined;
}

const pattern = /^(\d{4})-(\d\d)-(\d\d)(?:([Tt ])(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:[Zz]|([+-])(\d\d):(\d\d))?)?$/;

/** Reads a date or date-time of ISO 8601; undefined: it is neither, or no such moment is. */
export function readDateTime(text: string): ReadDateTime | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, year, month, day, separator, hour = '0', minute = '0', second, fraction = '', sign, ...offset] = match;
  const [mo, d, h, mi, s] = [month, day, hour, minute, second ?? '0'].map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const at = new Date(0);
  at.setUTCFullYear(Number(year), mo - 1, d);
  at.setUTCHours(h, mi, Math.min(s, 59));
  if (at.getUTCMonth() !== mo - 1 || at.getUTCDate() !== d || h > 23 || mi > 59 || s > 60) return undefined;
  const [offsetHours = 0, offsetMinute = 0] = offset.map((part) => Number(part ?? 0));
  if (offsetHours > 23 || offsetMinute > 59) return undefined;
  const minutes = (offsetHours * 60 + offsetMinute) * (sign === '-' ? -1 : 1);
  return {
    instant: { seconds: at.getTime() / 1000 - minutes * 60, fraction: fraction.replace(/0+$/, '') },
    year: Number(year),
    separator,
    hasSeconds: second !== undefined,
    isLeapSecond: s === 60,
    offsetMinutes: sign !== undefined || /z$/i.test(text) ? minutes : undefined,
  };
}

/** Which of two instants is earlier: negative, zero or positive. */
export function compareInstants(left: Instant, right: Instant): number {
  const byFraction = Number(left.fraction > right.fraction) - Number(left.fraction < right.fraction);
  return left.seconds - right.seconds || byFraction;
}

/** Digits of a second that count in a distance. */
const mostDigits = 900;

/** How far two instants are apart in milliseconds, to the last digit. */
export function distanceMs(left: Instant, right: Instant): number | ExactNumber {
  const milliseconds = ({ seconds, fraction: digits }: Instant): ExactNumber => {
    const fraction = digits.slice(0, mostDigits);
    // The digits of the fraction count on from the second, also before 1970.
    const whole = BigInt(seconds) * 10n ** BigInt(fraction.length) + BigInt(fraction || 0);
    return new ExactNumber(`${whole}e${3 - fraction.length}`);
  };
  return distance(milliseconds(left), milliseconds(right));
}

/** Reads an RFC 3339 date-time: seconds and offset are written. */
export function parseDateTime(text: string): Instant | undefined {
  const read = readDateTime(text);
  const isWhole = read?.hasSeconds && read.offsetMinutes !== undefined && read.separator !== ' ';
  return isWhole ? read.instant : undefined;
}
