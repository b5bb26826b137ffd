import type { SourceLocation } from '../../core/source-location.ts';
import { type Entry, locate, type Scenario, type Suite, type SuiteSet } from '../../core/suite.ts';
import { caseText } from '../../runner/plan/case-text.ts';
import { casesOf } from '../../runner/plan/select-scenarios.ts';

/** A scenario (or an invariant) that judges a rule, and where it does so. */
export interface Judging {
  readonly scenario: string;
  readonly title: string;
  /** Its first entry about the rule. */
  readonly location: SourceLocation;
  /** All of them, the first included. */
  readonly entries: readonly SourceLocation[];
  /** Where the scenario begins, and the steps that these entries are of; none of an invariant. */
  readonly scenarioAt?: SourceLocation;
  readonly steps: readonly SourceLocation[];
  /** The cases of its matrix that judge the rule. */
  readonly cases: readonly string[];
}

type Found = Omit<Judging, 'entries' | 'steps' | 'cases'>;

/** For every rule the scenarios and invariants that judge it, in the order of the files. */
export function scenariosByRule(suites: SuiteSet): ReadonlyMap<string, readonly Judging[]> {
  const byRule = new Map<string, Map<string, Judging>>();
  const add = (rule: string, found: Found, step?: SourceLocation, caseId?: string): void => {
    const list = byRule.get(rule) ?? new Map<string, Judging>();
    const known = list.get(found.scenario) ?? { ...found, entries: [], steps: [], cases: [] };
    // Cases of a matrix share their entries, and entries a step.
    const entries = withPlace(known.entries, found.location);
    const steps = step === undefined ? [] : withPlace(known.steps, step);
    const cases = caseId === undefined || known.cases.includes(caseId) ? known.cases : [...known.cases, caseId];
    list.set(found.scenario, { ...known, entries, steps, cases });
    byRule.set(rule, list);
  };
  for (const suite of suites.suites) {
    for (const scenario of suite.scenarios) {
      const scenarioAt = locate(suite.file, scenario.at);
      for (const { rule, entry, step, caseId } of rulesOf(suite, scenario)) {
        const found = { scenario: `${suite.id}/${scenario.id}`, title: scenario.title, location: entry, scenarioAt };
        add(rule, found, step, caseId);
      }
    }
  }
  suites.invariants.forEach((entry, index) => {
    const scenario = `${suites.protocol}/invariants#${index + 1}`;
    add(entry.rule, { scenario, title: 'judged on every answer that fits', location: locate(entry.file, entry.at) });
  });
  return new Map([...byRule].map(([rule, list]) => [rule, [...list.values()]]));
}

function withPlace(known: readonly SourceLocation[], one: SourceLocation): readonly SourceLocation[] {
  return known.some(({ line, column }) => line === one.line && column === one.column) ? known : [...known, one];
}

interface RuleJudged {
  readonly rule: string;
  readonly entry: SourceLocation;
  readonly step: SourceLocation;
  readonly caseId?: string | undefined;
}

/** The rules a scenario judges, over all its cases, each with the place of an entry and of its step. */
function rulesOf(suite: Suite, scenario: Scenario): RuleJudged[] {
  return scenario.steps.flatMap((step) =>
    ('expect' in step ? step.expect : [])
      .filter(({ undocumented }: Entry) => undocumented === undefined)
      .flatMap((entry) =>
        casesOf(scenario).map((caseId) => ({
          rule: caseText(entry.rule, caseId === undefined ? {} : (scenario.matrix?.[caseId]?.values ?? {})),
          entry: locate(suite.file, entry.at),
          step: locate(suite.file, step.at),
          caseId,
        })),
      ),
  );
}

/** Rule ids a scenario judges, each once. */
export function ruleIdsOf(suite: Suite, scenario: Scenario): readonly string[] {
  return [...new Set(rulesOf(suite, scenario).map(({ rule }) => rule))];
}
