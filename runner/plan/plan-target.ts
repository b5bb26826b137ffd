import type { FeatureResult } from '../../core/report.ts';
import type { Rule } from '../../core/rule.ts';
import { type Entry, locate, type Scenario, type Suite } from '../../core/suite.ts';
import type { TargetPlan } from '../options.ts';
import { caseText } from './case-text.ts';
import { declaredFeatures } from './declared-features.ts';
import { type Ground, whyEntryRests } from './entry-applies.ts';
import type { PlannedScenario, PlannedTarget, Skip } from './planned-scenario.ts';
import { baseFeatures, fixtureNeeds, scenarioFeatures, whyFeaturesLack } from './scenario-features.ts';
import { scenarioIdentities } from './scenario-identities.ts';
import {
  caseEditions,
  casesOf,
  entriesOf,
  isFiltered,
  isNamed,
  judgesSelected,
  scenarioCaseName,
} from './select-scenarios.ts';
import { splitScenarios } from './split.ts';

/**
 * Says which scenario cases run on a target and which are skipped, and why. Pure. Names in the selection that match
 * nothing are the business of `checkSelection`, which sees all targets.
 * @param features what is known of the target's features; default: what it declares.
 */
export function planTarget(
  plan: TargetPlan,
  features: readonly FeatureResult[] = declaredFeatures(plan),
): PlannedTarget {
  const states = new Map(features.map((result) => [result.feature, result]));
  const rules = new Map(plan.spec.rules.map((rule) => [rule.id, rule]));
  const base = baseFeatures(plan, states);
  const scenarios = plan.suites.suites.flatMap((suite) =>
    suite.scenarios.flatMap((scenario) => {
      const cases = casesOf(scenario).filter((caseId) => isNamed({ suite, scenario, caseId }, plan));
      if (cases.length === 0) return [];
      const ground: ScenarioGround = {
        states,
        base,
        rules,
        entries: entriesOf(scenario),
        fixtureNeeds: fixtureNeeds(scenario.given, plan.suites),
        identities: scenarioIdentities(scenario, plan.suites, plan.spec.identities[0]?.id),
      };
      return cases.map((caseId) => planCase(plan, suite, scenario, caseId, ground));
    }),
  );
  const wanted = scenarios.filter((planned) => judgesSelected(planned, plan));
  const { shard, quick, durations } = plan.selection;
  const selected = quick ? oneFormEach(wanted) : wanted;
  const split = shard && splitScenarios(selected, shard, plan.suites, durations);
  return {
    scenarios: split?.scenarios ?? selected,
    ...(split === undefined ? {} : { split: split.by }),
    whole: !isFiltered(plan.selection) && !quick,
    features,
  };
}

/** Of scenarios that were made for forms of write those of the first form that can be run; all others. */
function oneFormEach(scenarios: readonly PlannedScenario[]): readonly PlannedScenario[] {
  const forms = new Map<string, string>();
  const keyOf = ({ suite, scenario }: PlannedScenario): string => `${suite.id}/${scenario.id}`;
  for (const one of scenarios) {
    const { form } = one.scenario;
    if (form !== undefined && one.skip === undefined && !forms.has(keyOf(one))) forms.set(keyOf(one), form);
  }
  return scenarios.filter((one) => one.scenario.form === undefined || forms.get(keyOf(one)) === one.scenario.form);
}

/** What all cases of a scenario have in common. */
interface ScenarioGround {
  readonly states: ReadonlyMap<string, FeatureResult>;
  readonly base: ReadonlySet<string>;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly entries: readonly Entry[];
  readonly fixtureNeeds: readonly string[];
  readonly identities: readonly string[];
}

function planCase(
  plan: TargetPlan,
  suite: Suite,
  scenario: Scenario,
  caseId: string | undefined,
  { states, base, rules, entries: written, fixtureNeeds: needed, identities }: ScenarioGround,
): PlannedScenario {
  const { edition } = plan;
  const matrixCase = caseId === undefined ? undefined : scenario.matrix?.[caseId];
  const values = matrixCase?.values ?? {};
  const needs = [...new Set([...scenario.needs, ...(matrixCase?.needs ?? []), ...needed])];
  const entries = written.map((entry): [Entry, Rule | undefined] => [entry, rules.get(caseText(entry.rule, values))]);
  const inEdition = entries.filter(
    ([entry, rule]) => (entry.editions?.includes(edition) ?? true) && (rule?.editions?.includes(edition) ?? true),
  );
  const features = scenarioFeatures(plan, base, needs, inEdition);
  const ground = { edition, features };
  const judged = entries.filter(([entry, rule]) => whyEntryRests(entry, rule, ground) === undefined);
  const skip =
    editionSkip(scenario.editions, edition) ??
    editionSkip(caseEditions(scenario, caseId), edition) ??
    (inEdition.length === 0 ? ({ kind: 'edition', reason: whyAllRest(entries, ground) } as const) : undefined) ??
    whyFeaturesLack(needs, features, states, (id) => plan.spec.features.some((one) => one.id === id && one.prepares)) ??
    (judged.length === 0 ? nothingJudged(inEdition, features, states) : undefined) ??
    identitySkip(identities, plan);
  return {
    id: `${suite.id}/${scenarioCaseName(scenario, caseId)}`,
    suite,
    scenario,
    ...(caseId === undefined ? {} : { caseId }),
    values,
    location: locate(suite.file, scenario.at),
    needs,
    features,
    rules: rulesOf(judged.length > 0 ? judged : entries, values),
    identities,
    ...(skip === undefined ? {} : { skip }),
  };
}

function rulesOf(
  entries: readonly (readonly [Entry, Rule | undefined])[],
  values: PlannedScenario['values'],
): readonly string[] {
  const ruled = entries.filter(([{ undocumented }]) => undocumented === undefined);
  return [...new Set(ruled.map(([entry]) => caseText(entry.rule, values)))];
}

function whyAllRest(entries: readonly (readonly [Entry, Rule | undefined])[], ground: Ground): string {
  const [first] = entries.flatMap(([entry, rule]) => whyEntryRests(entry, rule, ground) ?? []);
  return first ?? 'no entry holds in this edition';
}

function editionSkip(editions: readonly string[] | undefined, edition: string): Skip | undefined {
  return editions === undefined || editions.includes(edition)
    ? undefined
    : { kind: 'edition', reason: `holds in edition ${editions.join(', ')}; the target is judged in ${edition}` };
}

function nothingJudged(
  entries: readonly (readonly [Entry, { readonly feature?: string } | undefined])[],
  features: ReadonlySet<string>,
  states: ReadonlyMap<string, FeatureResult>,
): Skip | undefined {
  const wanted = entries.flatMap(([entry, rule]) => [...entry.needs, ...(rule?.feature ? [rule.feature] : [])]);
  return whyFeaturesLack(wanted, features, states) ?? { kind: 'feature', reason: 'no entry applies to this target' };
}

/** The default identity may be missing (an open API); any other must have been given. */
function identitySkip(identities: readonly string[], plan: TargetPlan): Skip | undefined {
  const fallback = plan.spec.identities[0]?.id;
  const missing = identities.filter((id) => id !== fallback && plan.identities[id] === undefined);
  return missing.length === 0 ? undefined : { kind: 'identity', reason: `identity not given: ${missing.join(', ')}` };
}
