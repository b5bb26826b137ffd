import type { AssertionResult, RuleResult, ScenarioResult } from '../../core/report.ts';
import { isGating, type Level, type Rule } from '../../core/rule.ts';
import type { TargetPlan } from '../options.ts';
import type { PlannedScenario } from '../plan/planned-scenario.ts';

/** A scenario with what became of it. */
export interface RanScenario {
  readonly planned: PlannedScenario;
  readonly result: ScenarioResult;
}

const order = ['fail', 'error', 'inconclusive', 'pass'] as const;
const strength: readonly Level[] = ['MUST', 'MUST NOT', 'SHOULD', 'SHOULD NOT', 'MAY'];

/**
 * The verdict of each server rule that holds in the target's edition: the worst of its assertions, in the order
 * fail > error > inconclusive > pass, else skipped, else untested. The level is that of the assertion that decides: a
 * MUST of which only a SHOULD part fails is reported as a failed SHOULD.
 */
export function ruleResults(plan: TargetPlan, ran: readonly RanScenario[]): readonly RuleResult[] {
  const byRule = new Map<string, { readonly scenario: string; readonly assertion: AssertionResult }[]>();
  for (const { result } of ran) {
    for (const assertion of result.assertions) {
      const list = byRule.get(assertion.rule) ?? [];
      byRule.set(assertion.rule, list);
      list.push({ scenario: result.id, assertion });
    }
  }
  return plan.spec.rules
    .filter((rule) => isListed(rule, plan.edition))
    .map((rule) => ruleResult(rule, plan, byRule.get(rule.id) ?? [], ran));
}

function isListed({ party, retired, editions }: Rule, edition: string): boolean {
  return party === 'server' && retired === undefined && (editions === undefined || editions.includes(edition));
}

function ruleResult(
  rule: Rule,
  plan: TargetPlan,
  judged: readonly { readonly scenario: string; readonly assertion: AssertionResult }[],
  ran: readonly RanScenario[],
): RuleResult {
  const assertions = judged.map(({ assertion }) => assertion);
  const count = (verdict: AssertionResult['verdict']): number =>
    assertions.filter((assertion) => assertion.verdict === verdict).length;
  const worst = order.find((verdict) => count(verdict) > 0);
  const deciding = assertions.filter(({ verdict }) => verdict === worst);
  const level = strength.find((one) => deciding.some((assertion) => assertion.level === one)) ?? rule.level;
  const unrun = ran.filter(({ planned }) => planned.rules.includes(rule.id));
  const resting = worst === undefined ? unrun[0]?.result : undefined;
  const verdict =
    worst ??
    (resting === undefined
      ? 'untested'
      : resting.verdict === 'pass' || resting.verdict === 'fail'
        ? 'untested'
        : resting.verdict);
  const reason =
    deciding.find((assertion) => assertion.level === level && assertion.reason !== undefined)?.reason ??
    resting?.reason ??
    (verdict === 'untested' ? rule.untestable : undefined);
  return {
    rule: rule.id,
    level,
    statement: rule.statement,
    gating: isGating(rule),
    advisory: plan.catalogue !== undefined && rule.since > plan.catalogue,
    verdict,
    ...(reason === undefined ? {} : { reason }),
    sources: rule.citations.map(({ source, where }) => citation(plan, source, where)),
    scenarios: [...new Set([...judged.map(({ scenario }) => scenario), ...unrun.map(({ result }) => result.id)])],
    counts: { pass: count('pass'), fail: count('fail'), inconclusive: count('inconclusive'), error: count('error') },
    baselined: false,
  };
}

function citation({ spec }: TargetPlan, id: string, where: string | undefined): string {
  const title = spec.sources.find((source) => source.id === id)?.title ?? id;
  return where === undefined ? title : `${title}, ${where}`;
}
