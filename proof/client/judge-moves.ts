import type { Rule } from '../../core/rule.ts';
import { clientLaws } from './laws/client-laws.ts';
import type { Move } from './move.ts';

/** What a rule for clients comes to over some moves. */
export interface RuleOverMoves {
  readonly rule: Rule;
  /** Inconclusive: the client never came to where it says anything. */
  readonly verdict: 'pass' | 'fail' | 'inconclusive';
  /** How it was broken: at which request, what was wanted, what came. */
  readonly broken: readonly { readonly move: number; readonly expected: string; readonly actual: string }[];
  /** Number of the move that decides. */
  readonly move?: number;
}

/** Judges moves by rules that have a law. Pure. */
export function judgeMoves(rules: readonly Rule[], moves: readonly Move[]): readonly RuleOverMoves[] {
  return rules.map((rule) => {
    const findings = clientLaws[rule.law ?? '']?.(moves) ?? [];
    const broken = findings.flatMap(({ kept, move, expected = '', actual = '' }) =>
      kept ? [] : [{ move, expected, actual }],
    );
    const [first] = broken.length > 0 ? broken : findings;
    if (first === undefined) return { rule, verdict: 'inconclusive', broken: [] };
    return { rule, verdict: broken.length > 0 ? 'fail' : 'pass', broken, move: first.move };
  });
}
