import type { Level, Rule } from '../../core/rule.ts';
import type { Entry, Invariant } from '../../core/suite.ts';
import type { TargetPlan } from '../options.ts';
import { caseText } from './case-text.ts';
import { whyEntryRests } from './entry-applies.ts';
import type { PlannedScenario } from './planned-scenario.ts';

/** An entry that is judged on this target, with what it is about. */
export interface ApplicableEntry<E extends Entry = Entry> {
  readonly entry: E;
  /** Place in the step's list, from 1: part of the assertion's id. */
  readonly number: number;
  readonly rule: string;
  readonly level: Level;
}

/** The entries of a step that hold in the target's edition and with its features. */
export function applicableEntries<E extends Entry>(
  entries: readonly E[],
  planned: PlannedScenario,
  plan: TargetPlan,
): readonly ApplicableEntry<E>[] {
  const ground = { edition: plan.edition, features: planned.features };
  return entries.flatMap((entry, index) => {
    const id = caseText(entry.rule, planned.values);
    const rule = ruleById(plan, id);
    if (whyEntryRests(entry, rule, ground) !== undefined) return [];
    // What no rule covers fails nothing.
    const level = entry.undocumented ? 'MAY' : (entry.level ?? rule?.level ?? 'MUST');
    return [{ entry, number: index + 1, rule: id, level }];
  });
}

/** By the features of scenarios, which those of one target share where they can. */
const invariants = new WeakMap<ReadonlySet<string>, readonly ApplicableEntry<Invariant>[]>();

/** The invariants that hold in the target's edition and with the features a scenario runs with. */
export function applicableInvariants(
  planned: PlannedScenario,
  plan: TargetPlan,
): readonly ApplicableEntry<Invariant>[] {
  let found = invariants.get(planned.features);
  if (found === undefined) {
    found = applicableEntries(plan.suites.invariants, planned, plan);
    invariants.set(planned.features, found);
  }
  return found;
}

const indexes = new WeakMap<readonly Rule[], ReadonlyMap<string, Rule>>();

/** A rule of the plan's catalogue. */
function ruleById({ spec }: TargetPlan, id: string): Rule | undefined {
  let index = indexes.get(spec.rules);
  if (index === undefined) {
    index = new Map(spec.rules.map((rule) => [rule.id, rule]));
    indexes.set(spec.rules, index);
  }
  return index.get(id);
}
