import type { AssertionResult, RuleResult, ScenarioResult, TargetReport, Verdict } from '../../core/report.ts';
import { excuse, type Policy } from '../policy.ts';

/** One scenario's failed assertion of one rule. */
export interface FailedAssertion {
  readonly scenario: ScenarioResult;
  readonly assertion: AssertionResult;
}

/** A rule with what a reader asks next: does its failure count, and where did it fail? */
export interface RuleOutcome {
  readonly rule: RuleResult;
  /** The rule's verdict, or "warning" for a failure that does not decide, "known" for one in the baseline, "hidden" for what that leaves open. */
  readonly shown: Verdict | 'untested' | 'warning' | 'known' | 'hidden';
  /** Why the failure does not decide. */
  readonly excuse?: string;
  readonly failures: readonly FailedAssertion[];
}

/** Rules of a target in the order of the report, each with its failures. */
export function ruleOutcomes(target: TargetReport, policy: Policy): RuleOutcome[] {
  const failures = failuresByRule(target);
  return target.rules.map((rule) => {
    const all = failures.get(rule.rule) ?? [];
    if (rule.baselined) {
      const shown = rule.verdict === 'fail' ? 'known' : 'hidden';
      return { rule, shown, excuse: 'known failure (baseline)', failures: all };
    }
    // What is known is not told again beside what is new.
    const failed = all.filter(({ assertion }) => assertion.known === undefined);
    if (rule.verdict !== 'fail') return { rule, shown: rule.verdict, failures: failed };
    const excuses = (failed.length > 0 ? failed.map(({ assertion }) => assertion) : [{ level: rule.level }]).map(
      (assertion) => excuse(assertion, rule, policy),
    );
    const [first] = excuses;
    return first !== undefined && !excuses.includes(undefined)
      ? { rule, shown: 'warning', excuse: first, failures: failed }
      : { rule, shown: 'fail', failures: failed };
  });
}

function failuresByRule(target: TargetReport): ReadonlyMap<string, readonly FailedAssertion[]> {
  const byRule = new Map<string, FailedAssertion[]>();
  for (const scenario of target.scenarios) {
    for (const assertion of scenario.assertions) {
      if (assertion.verdict !== 'fail') continue;
      const list = byRule.get(assertion.rule) ?? [];
      list.push({ scenario, assertion });
      byRule.set(assertion.rule, list);
    }
  }
  return byRule;
}
