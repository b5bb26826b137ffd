import { switchFeatures } from '../../core/feature-set.ts';
import type { FeatureResult } from '../../core/report.ts';
import type { Rule } from '../../core/rule.ts';
import type { Entry, GivenNode, SuiteSet } from '../../core/suite.ts';
import type { TargetPlan } from '../options.ts';
import type { Skip } from './planned-scenario.ts';

/** Features of the fixtures a scenario uses, and of theirs. */
export function fixtureNeeds(nodes: readonly GivenNode[], suites: SuiteSet): string[] {
  return nodes.flatMap((node) => {
    const fixture = node.kind === 'fixture' ? suites.fixtures[node.fixture] : undefined;
    return fixture ? [...fixture.needs, ...fixtureNeeds(fixture.steps, suites)] : [];
  });
}

/** The features that are there before anything is switched. */
export function baseFeatures({ spec }: TargetPlan, states: ReadonlyMap<string, FeatureResult>): ReadonlySet<string> {
  const present = [...states.values()].filter(({ state }) => state === 'present').map(({ feature }) => feature);
  // A core feature is taken to be there: its rules are judged whatever the target says about it.
  return new Set([...present, ...spec.features.filter(({ core }) => core).map(({ id }) => id)]);
}

/**
 * The features on while a scenario runs: on a target that can switch, what its entries and rules ask for (as far as it
 * does not exclude what came before) and then its own needs; on any other, what is there (`base`).
 */
export function scenarioFeatures(
  { spec, switchable }: TargetPlan,
  base: ReadonlySet<string>,
  needs: readonly string[],
  entries: readonly (readonly [Entry, Rule | undefined])[],
): ReadonlySet<string> {
  if (switchable.size === 0) return base;
  let set = switchFeatures(
    spec.features,
    base,
    needs.filter((need) => switchable.has(need)),
  );
  const settled = new Set(needs);
  const wanted = entries.flatMap(([entry, rule]) => [...entry.needs, ...(rule?.feature ? [rule.feature] : [])]);
  for (const feature of wanted) {
    const clashes = spec.features.some(
      ({ id, excludes }) =>
        (id === feature && excludes.some((other) => settled.has(other))) ||
        (settled.has(id) && excludes.includes(feature)),
    );
    if (!clashes && switchable.has(feature)) set = switchFeatures(spec.features, set, [feature]);
    if (!clashes) settled.add(feature);
  }
  return set;
}

/** Why the target cannot run what needs these features, or undefined when it can. */
export function whyFeaturesLack(
  needs: readonly string[],
  features: ReadonlySet<string>,
  states: ReadonlyMap<string, FeatureResult>,
  prepares: (feature: string) => boolean = () => false,
): Skip | undefined {
  for (const need of needs) {
    if (features.has(need)) continue;
    const state = states.get(need);
    const evidence = state?.evidence ?? 'the protocol does not list it';
    if (state?.state === 'unclear') {
      const { call } = state;
      return {
        kind: 'unclear',
        reason: `feature ${need} is unclear: ${evidence}`,
        ...(call === undefined ? {} : { call }),
      };
    }
    if (state?.state === 'undeclared')
      return { kind: 'undeclared', reason: `feature ${need} is undeclared: ${evidence}` };
    return { kind: prepares(need) ? 'setup' : 'feature', reason: `feature ${need} is absent: ${evidence}` };
  }
  return undefined;
}
