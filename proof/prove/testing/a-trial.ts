import type { AssertionResult } from '../../../core/report.ts';
import type { Trial, TrialExchange } from '../create-trials.ts';

const location = { file: 'suites/x/a.yaml', line: 1, column: 1 };

/** A failed assertion of the step its id begins with; `fact`: what did not hold. */
export function anAssertion(
  id: string,
  rule: string,
  { fact = 'status', ...more }: Partial<AssertionResult> & { readonly fact?: string } = {},
): AssertionResult {
  const step = id.slice(0, id.indexOf('/'));
  const mismatches = [{ fact, expected: '1', actual: '2', location }];
  return { id, step, rule, level: 'MUST', verdict: 'fail', location, mismatches, ...more };
}

/** An exchange of a step, a read in which nothing is changed unless more is said. */
export function anExchange(
  step: string,
  { differs = false, ...more }: Partial<TrialExchange> & { readonly differs?: boolean } = {},
): TrialExchange {
  const trace = { rules: new Set<string>(), mutants: new Set<string>(), variants: new Set<string>(), differs };
  return { step, role: 'step', index: 0, safe: true, trace, ...more };
}

/** A trial of the scenario x/a/s with these assertions and exchanges. */
export function aTrial(assertions: readonly AssertionResult[], exchanges: readonly TrialExchange[] = []): Trial {
  const result = {
    id: 'x/a/s',
    title: 'T',
    location,
    verdict: 'fail' as const,
    durationMs: 0,
    exchanges: [],
    races: [],
  };
  return { result: { ...result, assertions }, exchanges };
}
