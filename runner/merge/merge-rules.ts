import type { RuleResult } from '../../core/report.ts';
import { isMandatory } from '../../core/rule.ts';

const order: readonly RuleResult['verdict'][] = ['fail', 'error', 'inconclusive', 'pass', 'skipped', 'untested'];

/**
 * What several parts of a run say of one rule, as if its scenarios had run in one: what a MUST leaves open goes before what a SHOULD
 * fails, what is known counts only where all else passes, and a part that did not come to the rule says nothing.
 */
export function mergeRule(parts: readonly [RuleResult, ...RuleResult[]]): RuleResult {
  const scoped = parts.find(({ outOfScope }) => outOfScope !== undefined);
  const judged = parts.filter(({ baselined }) => !baselined).toSorted((a, b) => rank(a) - rank(b));
  const known = parts.filter(({ baselined }) => baselined).toSorted((a, b) => rank(a) - rank(b));
  const news = judged[0];
  const baselined = known[0] !== undefined && (news === undefined || rank(news) >= passes);
  const worst = scoped ?? (baselined ? known[0] : news) ?? parts[0];
  const count = (verdict: keyof RuleResult['counts']): number =>
    parts.reduce((all, { counts }) => all + counts[verdict], 0);
  return {
    ...worst,
    scenarios: [...new Set(parts.flatMap(({ scenarios }) => scenarios))],
    counts: { pass: count('pass'), fail: count('fail'), inconclusive: count('inconclusive'), error: count('error') },
    baselined: scoped === undefined && baselined,
  };
}

/** From here on nothing is wrong. */
const passes = 1000;

function rank({ verdict, level }: RuleResult): number {
  const place = order.indexOf(verdict);
  if (place >= order.indexOf('pass')) return passes + place;
  return (isMandatory(level) ? 0 : level === 'MAY' ? 2 : 1) * order.length + place;
}
