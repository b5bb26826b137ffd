import type { Hindrance, Verdict } from '../../../core/report.ts';
import type { DraftAssertion } from './draft-assertion.ts';

/** Why nothing more was run in a scenario. */
export interface Halt {
  readonly verdict: 'inconclusive' | 'error';
  readonly reason: string;
  readonly hindrance?: Hindrance;
}

/**
 * The verdict of a scenario: the worst of its assertions, in the order fail > error > inconclusive > pass. What a rule
 * only allows (MAY) is observed, so its absence fails nothing.
 * @param tells is it there to tell about what no rule covers?
 */
export function scenarioVerdict(
  assertions: readonly DraftAssertion[],
  halt: Halt | undefined,
  tells = false,
): { readonly verdict: Verdict; readonly reason?: string } {
  const verdicts = new Set(
    assertions.filter(({ level, verdict }) => level !== 'MAY' || verdict !== 'fail').map(({ verdict }) => verdict),
  );
  if (verdicts.has('fail')) return { verdict: 'fail' };
  if (halt?.verdict === 'error') return halt;
  if (verdicts.has('error')) return { verdict: 'error', reason: reasonOf(assertions, 'error') };
  if (halt !== undefined) return halt;
  if (verdicts.has('inconclusive')) return { verdict: 'inconclusive', reason: reasonOf(assertions, 'inconclusive') };
  if (assertions.length === 0 && !tells)
    return { verdict: 'inconclusive', reason: 'nothing was judged: no alternative that was chosen has an assertion' };
  return { verdict: 'pass' };
}

function reasonOf(assertions: readonly DraftAssertion[], verdict: DraftAssertion['verdict']): string {
  return assertions.find((assertion) => assertion.verdict === verdict)?.reason ?? verdict;
}
