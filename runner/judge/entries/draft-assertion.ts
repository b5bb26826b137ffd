import type { AssertionResult } from '../../../core/report.ts';

/** An assertion of one round, before rounds are put together. */
export type DraftAssertion = AssertionResult & {
  /** Inconclusive only because nothing overlapped; another round may show more. */
  readonly noOverlap?: boolean;
};
