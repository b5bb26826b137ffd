import { UsageError } from '../../core/errors.ts';

/**
 * Reads a whole number from `least` up.
 * @throws {UsageError} for anything else.
 */
export function parseCount(option: string, text: string, least: number, most: number): number {
  const count = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (count >= least && count <= most) return count;
  throw new UsageError(`${option} takes a whole number from ${least} to ${most}, not "${text}"`);
}

/**
 * Reads a duration: "500ms", "10s", "2m", or milliseconds without unit.
 * @throws {UsageError} for anything else, and for nothing at all.
 */
export function parseDuration(option: string, text: string): number {
  const [, number = '', unit = 'ms'] = /^(\d{1,9})(ms|s|m)?$/.exec(text) ?? [];
  const ms = Number(number) * (unit === 'm' ? 60_000 : unit === 's' ? 1000 : 1);
  if (number !== '' && ms > 0 && ms <= 0x7fffffff) return ms;
  throw new UsageError(`${option} takes a duration like 500ms, 10s or 2m, not "${text}"`);
}

/**
 * Reads how many requests are sent in a second at most: "5", "0.5".
 * @throws {UsageError} for anything else.
 */
export function parseRate(text: string): number {
  const rate = /^\d{1,5}(\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  if (rate > 0 && rate <= 10_000) return rate;
  throw new UsageError(`--requests-per-second takes a number above 0 and up to 10000, not "${text}"`);
}
