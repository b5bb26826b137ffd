import type { BaselineReport, HiddenScenarios, ScenarioResult } from '../../../core/report.ts';
import type { Rule } from '../../../core/rule.ts';
import { type RuleNames, ruleNames } from '../../../core/rule-names.ts';
import type { Baseline, BaselineEntry } from '../../options.ts';
import { covers, isScenario, nameOf } from './baseline-entries.ts';
import { type ByEntry, type Marked, markKnown } from './mark-known.ts';
import { decides, type Severity } from './run-verdict.ts';

/** A target's results, before anything is said of its rules. */
export interface Judged {
  readonly scenarios: readonly ScenarioResult[];
  readonly whole: boolean;
  readonly rules: readonly Rule[];
  /** Is a rule newer than the catalogue that is pinned? */
  readonly advisory: (rule: Rule) => boolean;
}

/** The same, with all that the baseline knows marked. */
export interface Known extends Marked {
  readonly judged: Judged;
}

/**
 * Marks what a baseline knows of one target (docs/verdicts.md#baselines).
 * @param today YYYY-MM-DD, UTC.
 */
export function applyBaseline(judged: Judged, baseline: Baseline, severity: Severity, today: string): Known {
  const rules = new Map(judged.rules.map((rule) => [rule.id, rule]));
  const marked = markKnown(judged.scenarios, live(baseline, today), ruleNames(judged.rules), ({ rule: id, level }) => {
    const rule = id === undefined ? undefined : rules.get(id);
    // A scenario that came to nothing stands for all that it should have judged.
    if (rule === undefined || level === undefined) return true;
    return decides({ level, gating: rule.evidence !== 'inference', advisory: judged.advisory(rule) }, severity);
  });
  return { ...marked, judged };
}

/** What a baseline comes to over all targets. An entry of what was not selected, skipped or could not be judged is left in peace. */
export function reportBaseline(all: readonly Known[], baseline: Baseline, today: string): BaselineReport {
  const targets = all.map(({ judged }) => ({ ...judged, names: ruleNames(judged.rules) }));
  const together = (of: (known: Known) => ByEntry): readonly HiddenScenarios[] =>
    baseline.entries.flatMap((entry) => {
      const scenarios = new Set(all.flatMap((known) => [...(of(known).get(entry) ?? [])]));
      return scenarios.size === 0 ? [] : [{ entry: nameOf(entry), scenarios: [...scenarios] }];
    });
  return {
    file: baseline.file,
    expected: live(baseline, today)
      .filter((entry) => all.some(({ failing }) => failing.has(entry)))
      .map(nameOf),
    stale: baseline.entries.flatMap((entry) => {
      const why = whyStale(entry, targets, today);
      return why === undefined ? [] : [{ entry: nameOf(entry), why }];
    }),
    hidden: together(({ hidden }) => hidden),
    unnamed: together(({ unnamed }) => unnamed),
    shown: baseline.entries.flatMap((entry) => {
      const scenarios = (entry.hides ?? []).filter((name) => isShown(name, entry, all));
      return scenarios.length === 0 ? [] : [{ entry: nameOf(entry), scenarios }];
    }),
  };
}

function live({ entries }: Baseline, today: string): readonly BaselineEntry[] {
  return entries.filter(({ expires }) => expires === undefined || today <= expires);
}

/** A scenario that an entry names and that was judged, or is not there at all. */
function isShown(name: string, entry: BaselineEntry, all: readonly Known[]): boolean {
  if (all.some(({ hidden }) => [...(hidden.get(entry) ?? [])].some((id) => isScenario(name, id)))) return false;
  const named = all.flatMap(({ scenarios }) => scenarios.filter(({ id }) => isScenario(name, id)));
  if (named.length === 0) return all.every(({ judged }) => judged.whole);
  return named.every(({ verdict }) => verdict === 'pass' || verdict === 'fail');
}

/** What is listed as failing now and then failed each time: that is another thing. One round says nothing of it. */
function whyNotFlaky({ scenario = '' }: BaselineEntry, targets: readonly Judged[]): string | undefined {
  const [named = ''] = scenario.split('#', 1);
  const repeated = targets
    .flatMap(({ scenarios }) => scenarios.filter(({ id }) => isScenario(named, id)))
    .flatMap(({ rounds }) => rounds ?? []);
  const always = repeated.find(({ run, failed }) => run > 1 && failed === run);
  return always && `is listed as flaky, and failed in all ${always.run} rounds: take out "flaky"`;
}

function whyStale(
  entry: BaselineEntry,
  targets: readonly (Judged & { readonly names: RuleNames })[],
  today: string,
): string | undefined {
  if (entry.expires !== undefined && today > entry.expires) return `expired on ${entry.expires}`;
  const matching = targets.flatMap(({ scenarios, names }) =>
    scenarios.flatMap(({ id: scenario, assertions }) =>
      assertions.filter(({ id, rule }) => covers(entry, { rule, scenario, assertion: id }, names)),
    ),
  );
  if (entry.flaky && matching.length > 0) return whyNotFlaky(entry, targets);
  if (matching.some(({ verdict }) => verdict === 'fail')) return undefined;
  if (matching.length > 0) return matching.every(({ verdict }) => verdict === 'pass') ? 'passes' : undefined;
  const whole = targets.every((target) => target.whole);
  if (!targets.some(({ names }) => names.has(entry.rule)))
    return whole ? 'there is no such rule on any target' : undefined;
  if (entry.scenario === undefined) return undefined;
  const skipped = targets.some(({ scenarios }) => scenarios.some(({ id }) => isScenario(entry.scenario ?? '', id)));
  return skipped || !whole ? undefined : 'matches no scenario that judges the rule';
}
