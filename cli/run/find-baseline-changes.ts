import type { Report, TargetReport } from '../../core/report.ts';
import type { Policy } from '../../reporters/policy.ts';
import { excuse } from '../../reporters/policy.ts';
import type { Baseline } from '../../runner/options.ts';
import type { NewEntry } from './edit-baseline.ts';

/** What a run asks to be changed in its baseline. */
export interface BaselineChanges {
  /** Lines on which entries begin that are no longer true. */
  readonly remove: readonly number[];
  readonly add: readonly NewEntry[];
  /** Entries that only a person may renew or take out. */
  readonly expired: readonly string[];
}

/**
 * Compares a run with its baseline: entries that pass or match nothing go, failures that decide and are not listed come.
 * A rule that fails wherever it is judged is one entry, else each failing scenario is one. Pure.
 * @param today YYYY-MM-DD.
 */
export function findBaselineChanges(
  report: Report,
  baseline: Baseline,
  policy: Policy,
  today: string,
): BaselineChanges {
  const stale = report.baseline?.stale ?? [];
  const expired = stale.filter(({ why }) => why.startsWith('expired')).map(({ entry }) => entry);
  const gone = new Set(stale.map(({ entry }) => entry).filter((entry) => !expired.includes(entry)));
  const add = new Map<string, NewEntry>();
  for (const target of report.targets) {
    for (const entry of newEntries(target, policy, `failed on ${today}, not yet explained`)) {
      add.set(`${entry.rule} ${entry.scenario ?? ''}`, entry);
    }
  }
  const known = new Set(baseline.entries.map(({ rule, scenario = '' }) => `${rule} ${scenario}`));
  return {
    remove: baseline.entries
      .filter(({ rule, scenario }) => gone.has(scenario === undefined ? rule : `${rule} in ${scenario}`))
      .map(({ line }) => line),
    add: [...add].filter(([key]) => !known.has(key)).map(([, entry]) => entry),
    expired,
  };
}

function newEntries(target: TargetReport, policy: Policy, reason: string): NewEntry[] {
  return target.rules
    .filter((rule) => rule.verdict === 'fail' && excuse(rule, rule, policy) === undefined)
    .flatMap((rule): NewEntry[] => {
      const judged = target.scenarios.flatMap((scenario) =>
        scenario.assertions
          .filter((assertion) => assertion.rule === rule.rule)
          .map(({ verdict }) => ({ scenario: scenario.id, verdict })),
      );
      if (judged.every(({ verdict }) => verdict !== 'pass')) return [{ rule: rule.rule, reason }];
      const failing = judged.filter(({ verdict }) => verdict === 'fail').map(({ scenario }) => scenario);
      return [...new Set(failing)].map((scenario) => ({ rule: rule.rule, scenario, reason }));
    });
}
