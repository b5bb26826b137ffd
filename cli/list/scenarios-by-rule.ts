import type { SourceLocation } from '../../core/source-location.ts';
import { locate, type Scenario, type Suite, type SuiteSet } from '../../core/suite.ts';
import { caseText } from '../../runner/plan/case-text.ts';
import { entriesOf } from '../../runner/plan/select-scenarios.ts';

/** A scenario (or an invariant) that judges a rule, and where it does so. */
export interface Judging {
  readonly scenario: string;
  readonly title: string;
  readonly location: SourceLocation;
}

/** For every rule the scenarios and invariants that judge it, in the order of the files. */
export function scenariosByRule(suites: SuiteSet): ReadonlyMap<string, readonly Judging[]> {
  const byRule = new Map<string, Judging[]>();
  const add = (rule: string, judging: Judging): void => {
    const list = byRule.get(rule) ?? [];
    if (!list.some(({ scenario }) => scenario === judging.scenario)) list.push(judging);
    byRule.set(rule, list);
  };
  for (const suite of suites.suites) {
    for (const scenario of suite.scenarios) {
      for (const [rule, location] of rulesOf(suite, scenario)) {
        add(rule, { scenario: `${suite.id}/${scenario.id}`, title: scenario.title, location });
      }
    }
  }
  suites.invariants.forEach((entry, index) => {
    const name = `${suites.protocol}/invariants#${index + 1}`;
    add(entry.rule, {
      scenario: name,
      title: 'judged on every answer that fits',
      location: locate(entry.file, entry.at),
    });
  });
  return byRule;
}

/** The rules a scenario judges, over all its cases, each with the place of its first entry. */
function rulesOf(suite: Suite, scenario: Scenario): (readonly [rule: string, location: SourceLocation])[] {
  const cases = scenario.matrix ? Object.values(scenario.matrix) : [{ values: {} }];
  return entriesOf(scenario).flatMap((entry) =>
    cases.map(({ values }) => [caseText(entry.rule, values), locate(suite.file, entry.at)] as const),
  );
}

/** Rule ids a scenario judges, each once. */
export function ruleIdsOf(suite: Suite, scenario: Scenario): readonly string[] {
  return [...new Set(rulesOf(suite, scenario).map(([rule]) => rule))];
}
