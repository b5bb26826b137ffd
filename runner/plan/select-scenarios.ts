import { UsageError } from '../../core/errors.ts';
import { nearestName } from '../../core/nearest-name.ts';
import { ruleNames } from '../../core/rule-names.ts';
import type { Entry, Scenario, Suite } from '../../core/suite.ts';
import type { Selection, TargetPlan } from '../options.ts';
import type { PlannedScenario } from './planned-scenario.ts';

/** Is a case among those that are named: by its suite, its own name, and its edition? No names select everything. */
export function isNamed(one: ScenarioCase, { selection, edition }: TargetPlan): boolean {
  return (
    isSuiteNamed(one.suite, selection) &&
    isCaseNamed(one, selection) &&
    (!selection.onlyNamedEdition || namesEdition(one.scenario, one.caseId, edition))
  );
}

/** Does a case judge a selected rule? An invariant's rule is judged by all. */
export function judgesSelected({ rules }: Pick<PlannedScenario, 'rules'>, { selection, suites }: TargetPlan): boolean {
  const wanted = selection.rules;
  return (
    wanted.length === 0 ||
    rules.some((rule) => wanted.includes(rule)) ||
    suites.invariants.some(({ rule }) => wanted.includes(rule))
  );
}

/** Is any case of a target named? */
export function namesAny(plan: TargetPlan): boolean {
  return plan.suites.suites.some((suite) =>
    suite.scenarios.some((scenario) => casesOf(scenario).some((caseId) => isNamed({ suite, scenario, caseId }, plan))),
  );
}

/**
 * The plan without the suites and scenarios that its selection does not name, which nothing need look at. Rules that are
 * selected by an id which they had are selected by those of today.
 */
export function narrowTarget(given: TargetPlan): TargetPlan {
  const plan = withRulesOfToday(given);
  const { selection, suites } = plan;
  if (selection.suites.length + selection.scenarios.length === 0) return plan;
  const named = suites.suites
    .filter((suite) => isSuiteNamed(suite, selection))
    .map((suite) => ({
      ...suite,
      scenarios: suite.scenarios.filter((scenario) =>
        casesOf(scenario).some((caseId) => isCaseNamed({ suite, scenario, caseId }, selection)),
      ),
    }));
  return { ...plan, suites: { ...suites, suites: named } };
}

function withRulesOfToday(plan: TargetPlan): TargetPlan {
  const { rules } = plan.selection;
  if (rules.length === 0) return plan;
  const names = ruleNames(plan.spec.rules);
  const today = [...new Set(rules.flatMap((name) => names.get(name) ?? [name]))];
  return { ...plan, selection: { ...plan.selection, rules: today } };
}

/** Ids of a scenario's cases; one that has no name when there is no matrix. */
export function casesOf({ matrix }: Scenario): readonly (string | undefined)[] {
  return matrix ? Object.keys(matrix) : [undefined];
}

function isSuiteNamed(suite: Suite, { suites }: Selection): boolean {
  return suites.length === 0 || suites.some((name) => suiteNamesOf(suite.id).includes(name));
}

function isCaseNamed(one: ScenarioCase, { scenarios }: Selection): boolean {
  return scenarios.length === 0 || scenarios.some((name) => scenarioNamesOf(one).includes(name));
}

/** What a case is called by. */
export interface ScenarioCase {
  readonly suite: Suite;
  readonly scenario: Scenario;
  readonly caseId?: string | undefined;
}

/** Does the suite, the scenario or the case name the edition? */
function namesEdition(scenario: Scenario, caseId: string | undefined, edition: string): boolean {
  const editions = [...(scenario.editions ?? []), ...(caseEditions(scenario, caseId) ?? [])];
  return editions.includes(edition);
}

/** Editions a case is limited to; undefined: all. */
export function caseEditions(scenario: Scenario, caseId: string | undefined): readonly string[] | undefined {
  return caseId === undefined ? undefined : scenario.matrix?.[caseId]?.editions;
}

/**
 * Refuses a selected name that matches nothing on any target, and a selection that leaves nothing.
 * @param selected is anything selected on each target?
 * @throws {UsageError} with the nearest known name.
 */
export function checkSelection(plans: readonly TargetPlan[], selected: readonly boolean[]): void {
  const check = (kind: 'rules' | 'suites' | 'scenarios', what: string, known: (plan: TargetPlan) => string[]): void => {
    const names = new Set(plans.flatMap(({ selection }) => selection[kind]));
    if (names.size === 0) return;
    const set = new Set(plans.flatMap(known));
    for (const name of names) {
      if (set.has(name)) continue;
      const near = nearestName(name, set);
      throw new UsageError(
        `no ${what} is called "${name}"`,
        near === undefined ? undefined : `did you mean "${near}"?`,
      );
    }
  };
  check('rules', 'rule', ({ spec }) => [...ruleNames(spec.rules).keys()]);
  check('suites', 'suite', ({ suites }) => suites.suites.flatMap(({ id }) => suiteNamesOf(id)));
  check('scenarios', 'scenario', ({ suites }) =>
    suites.suites.flatMap((suite) =>
      suite.scenarios.flatMap((scenario) =>
        casesOf(scenario).flatMap((caseId) => scenarioNamesOf({ suite, scenario, caseId })),
      ),
    ),
  );
  const filtered = plans.some(({ selection }) => isFiltered(selection));
  if (filtered && !selected.includes(true)) {
    throw new UsageError('no scenario matches the selection', 'rules, suites and scenarios must all match');
  }
}

/** Is anything filtered out? Running only what names an edition is not a filter: it is all there is to say about it. */
export function isFiltered({ rules, suites, scenarios }: Selection): boolean {
  return rules.length + suites.length + scenarios.length > 0;
}

/** All entries of a scenario that name a rule. */
export function entriesOf(scenario: Scenario): readonly Entry[] {
  return scenario.steps.flatMap((step): readonly Entry[] => ('expect' in step ? step.expect : []));
}

/** "dab/if-match" may also be called "if-match". */
function suiteNamesOf(id: string): string[] {
  return [id, id.slice(id.indexOf('/') + 1)];
}

/** A case may be called by its full id, without the protocol, without the suite, and without the case. */
function scenarioNamesOf({ suite, scenario, caseId }: ScenarioCase): string[] {
  const short = scenarioCaseName(scenario, caseId);
  const full = `${suite.id}/${short}`;
  const bare = `${suite.id}/${scenario.id}`;
  return [full, bare, short, scenario.id, full.slice(full.indexOf('/') + 1), bare.slice(bare.indexOf('/') + 1)];
}

/** "star-means-must-exist", with "[case]" when the scenario has a matrix. */
export function scenarioCaseName(scenario: Scenario, caseId: string | undefined): string {
  return caseId === undefined ? scenario.id : `${scenario.id}[${caseId}]`;
}
