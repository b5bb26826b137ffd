/** One difference found: where below the value looked at, what must be there, what is. */
export interface Difference {
  /** JSON Pointer below the value looked at; "" is the value itself. */
  readonly place: string;
  readonly expected: string;
  readonly actual: string;
}

/**
 * What a matcher says. "unjudgeable" (missing place, wrong type, nothing to look at) fails like "differs", but stays a
 * failure under `not`.
 */
export type MatchResult =
  | { readonly outcome: 'holds' }
  | { readonly outcome: 'differs' | 'unjudgeable'; readonly differences: readonly Difference[] };

export const holds: MatchResult = { outcome: 'holds' };

export function differs(place: string, expected: string, actual: string): MatchResult {
  return { outcome: 'differs', differences: [{ place, expected, actual }] };
}

export function unjudgeable(place: string, expected: string, actual: string): MatchResult {
  return { outcome: 'unjudgeable', differences: [{ place, expected, actual }] };
}

/** All must hold. One that cannot be judged makes the whole unjudgeable, so that `not` never passes on it. */
export function all(results: readonly MatchResult[]): MatchResult {
  const bad = results.flatMap((result) => (result.outcome === 'holds' ? [] : [result]));
  if (bad.length === 0) return holds;
  const outcome = bad.some((result) => result.outcome === 'unjudgeable') ? 'unjudgeable' : 'differs';
  return { outcome, differences: bad.flatMap(({ differences }) => differences) };
}
