import type { Observation, TargetReport } from '../core/report.ts';
import { type RanScenario, ruleResults } from './judge/verdict/rule-results.ts';
import type { OpenTarget } from './open-target.ts';
import type { PlannedTarget } from './plan/planned-scenario.ts';

/** A target's report before baseline and verdict are known. */
export type DraftTarget = Omit<TargetReport, 'verdict'>;

/** Puts together what became of a target. */
export function draftTarget(
  target: OpenTarget,
  planned: PlannedTarget,
  ran: readonly RanScenario[],
  observations: readonly Observation[],
): DraftTarget {
  const { plan, url, features, unreachable, leftovers } = target;
  const { rules, suites, scenarios } = plan.selection;
  const selection = Object.fromEntries(
    Object.entries({ rules, suites, scenarios }).filter(([, names]) => names.length > 0),
  );
  const complete = ran.length === planned.scenarios.length;
  return {
    protocol: plan.spec.id,
    edition: plan.edition,
    url,
    bundled: plan.bundled,
    whole: planned.whole && complete && unreachable === undefined,
    selection,
    features,
    scenarios: ran.map(({ result }) => result),
    rules: ruleResults(plan, ran),
    ...(unreachable === undefined ? {} : { unreachable }),
    observations,
    leftovers,
  };
}

/** Rules of scenarios that would apply but could not be run here: without them a pass is only partial. */
export function excludedRules(planned: PlannedTarget): ReadonlySet<string> {
  return new Set(
    planned.scenarios.flatMap(({ skip, rules }) =>
      skip?.kind === 'identity' || skip?.kind === 'undeclared' ? rules : [],
    ),
  );
}
