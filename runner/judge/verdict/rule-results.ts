import type { AssertionResult, RuleResult, ScenarioResult, ScopeResult } from '../../../core/report.ts';
import { isGating, isMandatory, type Level, type Rule } from '../../../core/rule.ts';
import type { TargetPlan } from '../../options.ts';
import type { PlannedScenario } from '../../plan/planned-scenario.ts';

/** A scenario with what became of it. */
export interface RanScenario {
  readonly planned: Pick<PlannedScenario, 'rules' | 'needs' | 'skip'>;
  readonly result: ScenarioResult;
}

type Judgement = Pick<AssertionResult, 'verdict' | 'level' | 'reason' | 'known' | 'outOfScope'>;

const order: readonly AssertionResult['verdict'][] = ['fail', 'error', 'inconclusive', 'pass'];

/**
 * The verdict of each server rule that holds in the target's edition: the worst of its assertions, in the order
 * fail > error > inconclusive > pass, else skipped, else untested. The level is that of the assertion that decides: a
 * MUST of which only a SHOULD part fails is reported as a failed SHOULD. What is known, listed in a baseline or hidden by what is,
 * counts only where all else passes: then the rule is `baselined`.
 */
export function ruleResults(
  plan: TargetPlan,
  ran: readonly RanScenario[],
  scope: readonly ScopeResult[] = [],
): readonly RuleResult[] {
  const outOfScope = new Map(scope.flatMap((entry) => entry.rules.map((rule) => [rule, entry] as const)));
  const byRule = new Map<string, { readonly scenario: string; readonly assertion: AssertionResult }[]>();
  const plannedFor = new Map<string, RanScenario[]>();
  for (const one of ran) {
    const { planned, result } = one;
    for (const rule of planned.rules) {
      const list = plannedFor.get(rule) ?? [];
      plannedFor.set(rule, list);
      list.push(one);
    }
    for (const assertion of result.assertions) {
      const list = byRule.get(assertion.rule) ?? [];
      byRule.set(assertion.rule, list);
      list.push({ scenario: result.id, assertion });
    }
  }
  return plan.spec.rules
    .filter((rule) => isListed(rule, plan))
    .map((rule) => {
      const result = ruleResult(rule, plan, byRule.get(rule.id) ?? [], plannedFor.get(rule.id) ?? []);
      const entry = outOfScope.get(rule.id);
      return entry === undefined
        ? result
        : {
            ...result,
            verdict: 'skipped',
            reason: `out of scope: ${entry.reason}`,
            baselined: false,
            outOfScope: entry.entry,
          };
    });
}

/** Is this a rule that the plan judges by, in its edition? */
export function isListed(
  { party, retired, editions }: Rule,
  { edition, party: judged = 'server' }: Pick<TargetPlan, 'edition' | 'party'>,
): boolean {
  return party === judged && retired === undefined && (editions === undefined || editions.includes(edition));
}

function ruleResult(
  rule: Rule,
  plan: TargetPlan,
  judged: readonly { readonly scenario: string; readonly assertion: AssertionResult }[],
  unrun: readonly RanScenario[],
): RuleResult {
  // A scenario that came to nothing still stands for the assertions it should have made.
  const lost = unrun.flatMap(({ result }): Judgement[] => {
    const { verdict, assertions } = result;
    if (assertions.length > 0 || (verdict !== 'error' && verdict !== 'inconclusive')) return [];
    return [{ ...result, verdict, level: rule.level }];
  });
  const assertions: readonly Judgement[] = [...judged.map(({ assertion }) => assertion), ...lost];
  const count = (verdict: AssertionResult['verdict']): number =>
    assertions.filter((assertion) => assertion.verdict === verdict).length;
  const inScope = assertions.filter(({ outOfScope }) => outOfScope === undefined);
  const news = worstJudgement(inScope.filter(({ known }) => known === undefined));
  const known = worstJudgement(inScope.filter((one) => one.known !== undefined));
  const baselined = known !== undefined && (news === undefined || news.verdict === 'pass');
  const worst = baselined ? known : news;
  const level = worst === undefined || worst.verdict === 'pass' ? rule.level : worst.level;
  const resting = worst === undefined ? unrun[0]?.result : undefined;
  const rests = resting === undefined || resting.verdict === 'pass' || resting.verdict === 'fail';
  const verdict = worst?.verdict ?? (rests ? 'untested' : resting.verdict);
  const reason =
    hiddenBy(worst) ?? worst?.reason ?? resting?.reason ?? (verdict === 'untested' ? rule.untestable : undefined);
  return {
    rule: rule.id,
    level,
    statement: rule.statement,
    gating: isGating(rule),
    advisory: plan.catalogue !== undefined && rule.since > plan.catalogue,
    verdict,
    ...(reason === undefined ? {} : { reason }),
    sources: rule.citations.map(({ source, where }) => citation(plan, source, where)),
    ...linksOf(rule, plan),
    scenarios: [...new Set([...judged.map(({ scenario }) => scenario), ...unrun.map(({ result }) => result.id)])],
    counts: { pass: count('pass'), fail: count('fail'), inconclusive: count('inconclusive'), error: count('error') },
    baselined,
  };
}

function hiddenBy(worst: Judgement | undefined): string | undefined {
  return worst?.known === undefined || worst.verdict === 'fail'
    ? undefined
    : `hidden by a known failure: ${worst.known}`;
}

/** The worst, what a MUST leaves open before what a SHOULD fails: a lesser failure must not hide that more is unknown. */
function worstJudgement(judgements: readonly Judgement[]): Judgement | undefined {
  const rank = ({ verdict, level }: Judgement): number =>
    verdict === 'pass' ? Number.POSITIVE_INFINITY : weight(level) * order.length + order.indexOf(verdict);
  let [worst] = judgements;
  for (const judgement of judgements) if (worst !== undefined && rank(judgement) < rank(worst)) worst = judgement;
  return worst;
}

function weight(level: Level): number {
  return isMandatory(level) ? 0 : level === 'MAY' ? 2 : 1;
}

function linksOf({ citations }: Rule, { spec }: TargetPlan): Pick<RuleResult, 'links'> {
  const links = citations.map(({ source }) => spec.sources.find(({ id }) => id === source)?.url ?? null);
  return links.every((link) => link === null) ? {} : { links };
}

function citation({ spec }: TargetPlan, id: string, where: string | undefined): string {
  const title = spec.sources.find((source) => source.id === id)?.title ?? id;
  return where === undefined ? title : `${title}, ${where}`;
}
