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
