import type { RuleOutcome } from './rule-outcome.ts';

/** Rules whose ids begin alike ("DAB-IFM"), and the suites that judge them. */
export interface RuleGroup {
  /** What their ids begin with. */
  readonly id: string;
  /** Names of the suites that judge most of them first: what the group is about, in words. */
  readonly suites: readonly string[];
  readonly outcomes: readonly RuleOutcome[];
}

/** Rules by what their ids begin with, in the order of the report. */
export function ruleGroups(outcomes: readonly RuleOutcome[]): readonly RuleGroup[] {
  const groups = new Map<string, RuleOutcome[]>();
  for (const outcome of outcomes) {
    const id = outcome.rule.rule.replace(/-[^-]*$/, '');
    groups.set(id, [...(groups.get(id) ?? []), outcome]);
  }
  return [...groups].map(([id, members]) => ({ id, suites: suitesOf(members), outcomes: members }));
}

function suitesOf(outcomes: readonly RuleOutcome[]): readonly string[] {
  const rules = new Map<string, number>();
  for (const { rule } of outcomes) {
    const suites = new Set(rule.scenarios.map((id) => id.replace(/\[.*$/, '').split('/').slice(1, -1).join('/')));
    for (const suite of suites) rules.set(suite, (rules.get(suite) ?? 0) + 1);
  }
  return [...rules].sort(([, left], [, right]) => right - left).map(([suite]) => suite);
}
