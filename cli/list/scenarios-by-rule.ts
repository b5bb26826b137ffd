import type { SourceLocation } from '../../core/source-location.ts';
import { locate, type Scenario, type Suite, type SuiteSet } from '../../core/suite.ts';
import { caseText } from '../../runner/plan/case-text.ts';
import { entriesOf } from '../../runner/plan/select-scenarios.ts';

/** A scenario (or an invariant) that judges a rule, and where it does so. */
export interface Judging {
  readonly scenario: string;
  readonly title: string;
  /** Its first entry about the rule. */
  readonly location: SourceLocation;
  /** All of them, the first included. */
  readonly entries: readonly SourceLocation[];
}

/** For every rule the scenarios and invariants that judge it, in the order of the files. */
export function scenariosByRule(suites: SuiteSet): ReadonlyMap<string, readonly Judging[]> {
  const byRule = new Map<string, Map<string, Judging>>();
  const add = (rule: string, scenario: string, title: string, location: SourceLocation): void => {
    const list = byRule.get(rule) ?? new Map<string, Judging>();
    const known = list.get(scenario) ?? { scenario, title, location, entries: [] };
    // Cases of a matrix share their entries.
    const isNew = !known.entries.some(({ line, column }) => line === location.line && column === location.column);
    list.set(scenario, isNew ? { ...known, entries: [...known.entries, location] } : known);
    byRule.set(rule, list);
  };
  for (const suite of suites.suites) {
    for (const scenario of suite.scenarios) {
      for (const [rule, location] of rulesOf(suite, scenario)) {
        add(rule, `${suite.id}/${scenario.id}`, scenario.title, location);
      }
    }
  }
  suites.invariants.forEach((entry, index) => {
    const name = `${suites.protocol}/invariants#${index + 1}`;
    add(entry.rule, name, 'judged on every answer that fits', locate(entry.file, entry.at));
  });
  return new Map([...byRule].map(([rule, list]) => [rule, [...list.values()]]));
}

/** The rules a scenario judges, over all its cases, each with the place of an entry. */
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
