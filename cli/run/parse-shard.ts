import { UsageError } from '../../core/errors.ts';
import type { Shard } from '../../runner/plan/shard.ts';

/** Most parts that a run may have. */
const most = 256;

/** Reads --shard. @throws {UsageError} for what is no "2/5". */
export function parseShard(text: string): Shard {
  const [, index = 0, of = 0] = (/^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= of && of <= most) return { index, of };
  throw new UsageError(`--shard ${text} names no part`, `write 2/5 for the second of five; at most ${most}`);
}
