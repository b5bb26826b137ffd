import { assertionId } from '../../core/assertion-id.ts';
import type { ScenarioResult } from '../../core/report.ts';

/** What became of the assertions under a mutant; of those not named here, as without it. Ids, sorted. */
export interface MutantOutcome {
  readonly fails: readonly string[];
  /** Judged without the mutant, and not with it. */
  readonly unjudged: readonly string[];
}

/**
 * Compares what a mutant was judged to do with what the clean core was. Pure.
 * @param clean the same scenario cases on the clean core.
 */
export function mutantOutcome(results: readonly ScenarioResult[], clean: readonly ScenarioResult[]): MutantOutcome {
  const fails = idsOf(results, ['fail']);
  const judged = idsOf(results, ['fail', 'pass']);
  return {
    fails: [...fails].sort(),
    unjudged: [...idsOf(clean, ['pass'])].filter((id) => !judged.has(id)).sort(),
  };
}

function idsOf(results: readonly ScenarioResult[], verdicts: readonly string[]): ReadonlySet<string> {
  return new Set(
    results.flatMap((scenario) =>
      scenario.assertions
        .filter(({ verdict }) => verdicts.includes(verdict))
        .map((assertion) => assertionId(scenario, assertion)),
    ),
  );
}
