/**
 * Instants are texts in the server's own output form: UTC, seven fractional digits, the last one 0 because the
 * database keeps microseconds. That form has one width, so instants compare as texts.
 */
export type Instant = string;

const pattern = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,16}))?)?(Z|[+-]\d\d:\d\d)?)?$/i;

/** What was read: the instant, and whether the text said its offset. */
export interface ReadInstant {
  readonly instant: Instant;
  readonly hasOffset: boolean;
}

/** Reads an ISO 8601 date or date-time (without an offset: as UTC); undefined when it is not one. */
export function parseInstant(text: string): ReadInstant | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = match;
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const date = new Date(local);
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const utc = new Date(local - offsetMillis(zone));
  if (Number.isNaN(utc.getTime()) || utc.getUTCFullYear() < 1 || utc.getUTCFullYear() > 9999) return undefined;
  const micros = fraction.padEnd(6, '0').slice(0, 6);
  return { instant: `${utc.toISOString().slice(0, 19)}.${micros}0Z`, hasOffset: zone !== undefined };
}

function offsetMillis(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

/** The instant of a clock reading in milliseconds since 1970. */
export function instantOf(millis: number): Instant {
  return new Date(millis).toISOString().replace('Z', '0000Z');
}

/** Now, or the next microsecond after `previous` when the clock has not moved on: a later write has a later stamp. */
export function laterInstant(millis: number, previous: Instant): Instant {
  const now = instantOf(millis);
  return now > previous ? now : nextMicrosecond(previous);
}

function nextMicrosecond(instant: Instant): Instant {
  const micros = Number(instant.slice(20, 26)) + 1;
  if (micros < 1_000_000) return `${instant.slice(0, 20)}${String(micros).padStart(6, '0')}0Z`;
  const second = new Date(`${instant.slice(0, 19)}Z`).getTime() + 1000;
  return instantOf(second);
}
