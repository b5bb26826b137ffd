import type { Report, RuleResult, ScenarioResult, TargetReport } from './report.ts';

/**
 * The report without the details of what passed: a scenario that passed says only how much there was and for which rules, and a rule lists
 * only scenarios that are not folded. Pure.
 */
export function foldReport(report: Report): Report {
  return { ...report, targets: report.targets.map(foldTarget) };
}

/** The same with every scenario in the list of its rules again; what a folded scenario lacks is gone. Pure. */
export function unfoldRules(report: Report): Report {
  return { ...report, targets: report.targets.map(unfoldTarget) };
}

function foldTarget(target: TargetReport): TargetReport {
  const scenarios = target.scenarios.map(foldScenario);
  const folded = new Set(scenarios.flatMap((scenario) => (scenario.folded === undefined ? [] : [scenario.id])));
  return { ...target, scenarios, rules: target.rules.map((rule) => foldRule(rule, folded)) };
}

function foldScenario(scenario: ScenarioResult): ScenarioResult {
  const { verdict, assertions, exchanges, folded } = scenario;
  if (verdict !== 'pass' || folded !== undefined) return scenario;
  return {
    ...scenario,
    assertions: [],
    exchanges: [],
    folded: {
      rules: [...new Set(assertions.map(({ rule }) => rule))],
      assertions: assertions.length,
      exchanges: exchanges.length,
    },
  };
}

function foldRule(rule: RuleResult, folded: ReadonlySet<string>): RuleResult {
  const scenarios = rule.scenarios.filter((id) => !folded.has(id));
  const left = rule.scenarios.length - scenarios.length;
  return left === 0 ? rule : { ...rule, scenarios, folded: left };
}

function unfoldTarget(target: TargetReport): TargetReport {
  const byRule = new Map<string, string[]>();
  for (const { id, folded } of target.scenarios) {
    for (const rule of folded?.rules ?? []) {
      const list = byRule.get(rule);
      if (list === undefined) byRule.set(rule, [id]);
      else list.push(id);
    }
  }
  return {
    ...target,
    rules: target.rules.map(({ folded, ...rule }) =>
      folded === undefined
        ? rule
        : { ...rule, scenarios: [...new Set([...(byRule.get(rule.rule) ?? []), ...rule.scenarios])] },
    ),
  };
}
