import type { AssertionResult } from '../../../core/report.ts';

/** An assertion of one round, before rounds are put together. */
export type DraftAssertion = AssertionResult & {
  /** Inconclusive only because nothing overlapped; another round may show more. */
  readonly noOverlap?: boolean;
};

/** Verdicts of assertions, the worst first. */
const order: readonly DraftAssertion['verdict'][] = ['fail', 'error', 'inconclusive', 'pass'];

/** Place of a verdict among all, 0 is the worst. */
export function rankOf({ verdict }: Pick<DraftAssertion, 'verdict'>): number {
  return order.indexOf(verdict);
}

/** A place behind that of every verdict. */
export const behindAll: number = order.length;

/** The worst of several judgements of one entry; the first of equals. */
export function worstDraft(drafts: readonly DraftAssertion[]): DraftAssertion | undefined {
  if (drafts.length < 2) return drafts[0];
  return drafts.toSorted((a, b) => rankOf(a) - rankOf(b))[0];
}
