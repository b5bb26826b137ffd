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
  const fails = new Set<string>();
  const judged = new Set<string>();
  for (const result of results) {
    for (const { id, verdict } of identified(result)) {
      if (verdict === 'fail') fails.add(id);
      if (verdict === 'fail' || verdict === 'pass') judged.add(id);
    }
  }
  const passes = new Set(clean.flatMap(passesOf));
  return { fails: [...fails].sort(), unjudged: [...passes].filter((id) => !judged.has(id)).sort() };
}

/** Hundreds of mutants are compared with the same results of the clean core. */
const known = new WeakMap<ScenarioResult, readonly string[]>();

function passesOf(clean: ScenarioResult): readonly string[] {
  const found = known.get(clean) ?? identified(clean).flatMap(({ id, verdict }) => (verdict === 'pass' ? [id] : []));
  known.set(clean, found);
  return found;
}

function identified(result: ScenarioResult): { readonly id: string; readonly verdict: string }[] {
  return result.assertions.map((assertion) => ({ id: assertionId(result, assertion), verdict: assertion.verdict }));
}
