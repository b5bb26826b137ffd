import { UsageError } from '../../core/errors.ts';
import type { Entry, Scenario } from '../../core/suite.ts';
import type { Selection, TargetPlan } from '../options.ts';
import { didYouMean } from './did-you-mean.ts';
import type { PlannedScenario } from './planned-scenario.ts';

/** Is this scenario case among what was selected? Empty lists select everything. */
export function isSelected(planned: PlannedScenario, plan: TargetPlan): boolean {
  const { selection, suites } = plan;
  const { rules, suites: suiteNames, scenarios } = selection;
  const byInvariant = suites.invariants.some((entry) => rules.includes(entry.rule));
  return (
    (rules.length === 0 || byInvariant || planned.rules.some((rule) => rules.includes(rule))) &&
    (suiteNames.length === 0 || suiteNames.some((name) => suiteNamesOf(planned.suite.id).includes(name))) &&
    (scenarios.length === 0 || scenarios.some((name) => scenarioNamesOf(planned).includes(name)))
  );
}

/** Does the suite, the scenario or the case name the edition? */
export function namesEdition(scenario: Scenario, caseId: string | undefined, edition: string): boolean {
  const editions = [...(scenario.editions ?? []), ...(caseEditions(scenario, caseId) ?? [])];
  return editions.includes(edition);
}

/** Editions a case is limited to; undefined: all. */
export function caseEditions(scenario: Scenario, caseId: string | undefined): readonly string[] | undefined {
  return caseId === undefined ? undefined : scenario.matrix?.[caseId]?.editions;
}

/**
 * Refuses a selected name that matches nothing on any target, and a selection that leaves nothing.
 * @throws {UsageError} with the nearest known name.
 */
export function checkSelection(
  plans: readonly TargetPlan[],
  all: readonly (readonly PlannedScenario[])[],
  selected: readonly (readonly PlannedScenario[])[],
): void {
  const scenarios = all.flat();
  const rules = plans.flatMap(({ spec }) => spec.rules.map(({ id }) => id));
  const suites = scenarios.flatMap(({ suite }) => suiteNamesOf(suite.id));
  const cases = scenarios.flatMap(scenarioNamesOf);
  const check = (kind: keyof Selection & string, what: string, known: readonly string[]): void => {
    const set = new Set(known);
    for (const name of plans.flatMap(({ selection }) => selection[kind] as readonly string[])) {
      if (set.has(name)) continue;
      const near = didYouMean(name, set);
      throw new UsageError(
        `no ${what} is called "${name}"`,
        near === undefined ? undefined : `did you mean "${near}"?`,
      );
    }
  };
  check('rules', 'rule', rules);
  check('suites', 'suite', suites);
  check('scenarios', 'scenario', cases);
  const filtered = plans.some(({ selection }) => isFiltered(selection));
  if (filtered && selected.every((list) => list.length === 0)) {
    throw new UsageError('no scenario matches the selection', 'rules, suites and scenarios must all match');
  }
}

/** Is anything filtered out? Running only what names an edition is not a filter: it is all there is to say about it. */
export function isFiltered({ rules, suites, scenarios }: Selection): boolean {
  return rules.length + suites.length + scenarios.length > 0;
}

/** All entries of a scenario that name a rule. */
export function entriesOf(scenario: Scenario): readonly Entry[] {
  return scenario.steps.flatMap((step) => ('expect' in step ? step.expect : []));
}

/** "dab/if-match" may also be called "if-match". */
function suiteNamesOf(id: string): string[] {
  return [id, id.slice(id.indexOf('/') + 1)];
}

/** A case may be called by its full id, without the protocol, without the suite, and without the case. */
function scenarioNamesOf({ id, suite, scenario, caseId }: PlannedScenario): string[] {
  const short = scenario.id + (caseId === undefined ? '' : `[${caseId}]`);
  const bare = `${suite.id}/${scenario.id}`;
  return [id, bare, short, scenario.id, id.slice(id.indexOf('/') + 1), bare.slice(bare.indexOf('/') + 1)];
}
