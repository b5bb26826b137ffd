import type { Mismatch } from '../../../core/report.ts';
import { type FactsResult, factsHold } from './facts-result.ts';

/** Which alternative of an `either` held, or why none did. */
export type Choice =
  | { readonly kind: 'chosen'; readonly name: string }
  | { readonly kind: 'unclear'; readonly why: string }
  | { readonly kind: 'none'; readonly mismatches: readonly Mismatch[] };

/** The first alternative that holds wholly. One that could not be judged keeps the whole from failing. */
export function judgeEither<F>(
  alternatives: readonly (readonly [name: string, facts: F])[],
  judge: (facts: F) => FactsResult,
): Choice {
  const mismatches: Mismatch[] = [];
  for (const [name, facts] of alternatives) {
    const result = judge(facts);
    if (factsHold(result)) return { kind: 'chosen', name };
    if (result.mismatches.length === 0) return { kind: 'unclear', why: result.inconclusive ?? 'unclear' };
    mismatches.push(
      ...result.mismatches.map((mismatch) => ({ ...mismatch, fact: `either ${name}: ${mismatch.fact}` })),
    );
  }
  return { kind: 'none', mismatches };
}
