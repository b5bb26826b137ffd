import { assertionId } from '../../core/assertion-id.ts';
import type { LikelyCause, TargetReport } from '../../core/report.ts';
import type { RuleOutcome } from './rule-outcome.ts';

/** Rules that failed, and the known bug that would explain it; undefined: none does. */
export interface FailureGroup {
  readonly cause?: LikelyCause;
  readonly outcomes: readonly RuleOutcome[];
}

/**
 * What failed, grouped by likely cause in the order of the causes, what none explains last. A rule stands once: with the first cause
 * that explains one of its failures. Causes that explain nothing more ("it may also be") have a group without rules. Pure.
 * @param outcomes rules that failed, in the order in which they are to stand.
 */
export function groupByCause({ causes }: TargetReport, outcomes: readonly RuleOutcome[]): readonly FailureGroup[] {
  const groups = (causes?.causes ?? []).map((cause) => ({ cause, outcomes: [] as RuleOutcome[] }));
  const rest: RuleOutcome[] = [];
  for (const outcome of outcomes) {
    const group = groups.find(({ cause }) => explains(cause, outcome));
    (group?.outcomes ?? rest).push(outcome);
  }
  return rest.length === 0 ? groups : [...groups, { outcomes: rest }];
}

function explains({ explained, rules }: LikelyCause, { rule, failures }: RuleOutcome): boolean {
  // Reports of before say only which rules a cause is about.
  if (explained === undefined) return rules.includes(rule.rule);
  return failures.some(({ scenario, assertion }) => explained.includes(assertionId(scenario, assertion)));
}
