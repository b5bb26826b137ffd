import type { Matcher } from '../../../core/suite.ts';
import type { Answer } from '../../values/answer.ts';
import type { Scope } from '../../values/scope.ts';

/** One client of a race: what came back and when. */
export interface RaceRun {
  /** "writers[3]". */
  readonly name: string;
  /** Id of the client in the suite; its copies share it. */
  readonly client: string;
  readonly method: string;
  /** What the request asks for before it is carried out: `If-Match: *` that the unit is there, `If-None-Match: *` that it is not. */
  readonly presupposes?: 'present' | 'absent';
  /** Tokens as this client sees them, with $(client.index). */
  readonly scope: Scope;
  /** Undefined: no answer came, so what happened is not known. */
  readonly answer: Answer | undefined;
  readonly startedMs: number;
  readonly endedMs: number;
  /** What the final read shows if this client's write is there. */
  readonly leaves?: Matcher;
}

/** "1 of 6 without an answer"; undefined: all were answered. */
export function unansweredOf(runs: readonly Pick<RaceRun, 'answer'>[]): string | undefined {
  const lost = runs.filter(({ answer }) => answer === undefined).length;
  return lost === 0 ? undefined : `${lost} of ${runs.length} without an answer`;
}

/** Pairs of requests that were under way at the same time, of all pairs. */
export function overlapOf(runs: readonly Pick<RaceRun, 'startedMs' | 'endedMs'>[]): {
  readonly pairs: number;
  readonly overlapping: number;
} {
  let pairs = 0;
  let overlapping = 0;
  for (const [index, a] of runs.entries()) {
    for (const b of runs.slice(index + 1)) {
      pairs++;
      const together = a.startedMs < b.endedMs && b.startedMs < a.endedMs;
      if (together || a.startedMs === b.startedMs) overlapping++;
    }
  }
  return { pairs, overlapping };
}
