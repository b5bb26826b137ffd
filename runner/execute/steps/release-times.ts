import type { Round } from '../round/round.ts';

/**
 * How far behind the first request the last one is, in parts of the time that a write takes: round by round, and each in two rounds, as
 * every other one begins with the other of two writers.
 */
const parts = [1 / 2, 1 / 2, 1 / 4, 1 / 4, 3 / 4, 3 / 4];

/**
 * When the requests of a spread race are released, in milliseconds behind the first: in the rounds that every race has all at once, and in as many
 * more one behind another. A server that reads a row early in a write, and reads it again before it saves, notices a writer that does the same at the
 * same time; what it forgets is the one that saves between its two reads. That one has to come in the middle of the other's write.
 * @param together how many rounds release all at once.
 */
export function releaseTimes(
  count: number,
  together: number,
  { number, writeMs = 0 }: Pick<Round, 'number' | 'writeMs'>,
): readonly number[] {
  const part = number < together ? 0 : (parts[(number - together) % parts.length] ?? 0);
  return Array.from({ length: count }, (_, index) => (part * writeMs * index) / Math.max(1, count - 1));
}
