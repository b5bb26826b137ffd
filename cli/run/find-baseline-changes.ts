import type { AssertionResult, Report, RuleResult, TargetReport } from '../../core/report.ts';
import type { Policy } from '../../reporters/policy.ts';
import { excuse } from '../../reporters/policy.ts';
import { nameOf, withoutCase } from '../../runner/judge/verdict/baseline-entries.ts';
import type { Baseline, BaselineEntry } from '../../runner/options.ts';
import type { JudgedRun } from '../../runner/run.ts';
import type { NewEntry } from './edit-baseline.ts';
import type { NewHides } from './set-hides.ts';

/** What a run asks to be changed in its baseline. */
export interface BaselineChanges {
  /** Lines on which entries begin that are no longer true. */
  readonly remove: readonly number[];
  readonly add: readonly NewEntry[];
  /** What entries that stay hide now, where that is something else than before. */
  readonly hides: readonly NewHides[];
  /** Entries that only a person may renew or take out. */
  readonly expired: readonly string[];
}

/**
 * Compares a run with its baseline: entries that pass or match nothing go, failures that decide, or that hide what does, and are
 * not listed come; each names the scenarios that it hides. A rule that fails wherever it is judged is one entry, else each
 * failing scenario is one. Pure.
 */
export function findBaselineChanges(run: JudgedRun, baseline: Baseline, policy: Policy): BaselineChanges {
  const { report } = run;
  const reason = `failed on ${report.startedAt.slice(0, 10)}, not yet explained`;
  const stale = report.baseline?.stale ?? [];
  const expired = stale.filter(({ why }) => why.startsWith('expired')).map(({ entry }) => entry);
  const gone = new Set(stale.map(({ entry }) => entry).filter((entry) => !expired.includes(entry)));
  const known = new Set(baseline.entries.map(nameOf));
  const add = new Map<string, NewEntry>();
  for (const target of report.targets) {
    for (const entry of newEntries(target, policy, reason)) {
      if (!known.has(nameOf(entry))) add.set(nameOf(entry), entry);
    }
  }
  const kept = baseline.entries.filter((entry) => !gone.has(nameOf(entry)));
  const hidden = hiddenBy(run, baseline, [...kept, ...[...add.values()].map((entry) => ({ ...entry, line: 0 }))]);
  return {
    remove: baseline.entries.filter((entry) => gone.has(nameOf(entry))).map(({ line }) => line),
    add: [...add].map(([name, entry]) => ({ ...entry, ...hidesOf(hidden.get(name)) })),
    hides: kept.flatMap((entry): NewHides[] => {
      const { rule, scenario, hides = [] } = entry;
      const now = hidden.get(nameOf(entry)) ?? hides;
      if (now.join('\n') === hides.join('\n')) return [];
      return [{ rule, ...(scenario === undefined ? {} : { scenario }), hides: now }];
    }),
    expired,
  };
}

/** What each entry has to name: what it names and hides, and what it hides besides. */
function hiddenBy(
  run: JudgedRun,
  baseline: Baseline,
  entries: readonly BaselineEntry[],
): ReadonlyMap<string, readonly string[]> {
  const { targets, baseline: concluded } = run.with({ ...baseline, entries });
  const all = targets.flatMap(({ scenarios }) => scenarios.map(({ id }) => id));
  return new Map(
    entries.map((entry) => {
      const name = nameOf(entry);
      const shown = concluded?.shown.find((one) => one.entry === name)?.scenarios ?? [];
      const more = concluded?.unnamed.find((one) => one.entry === name)?.scenarios ?? [];
      return [name, [...(entry.hides ?? []).filter((id) => !shown.includes(id)), ...shortest(more, all)]] as const;
    }),
  );
}

/** A scenario of which every case is hidden is named without them. */
function shortest(ids: readonly string[], all: readonly string[]): readonly string[] {
  const whole = (bare: string): boolean =>
    all.filter((id) => withoutCase(id) === bare).every((id) => ids.includes(id)) && !all.includes(bare);
  return [...new Set(ids.map((id) => (whole(withoutCase(id)) ? withoutCase(id) : id)))];
}

function hidesOf(hides: readonly string[] | undefined): Pick<NewEntry, 'hides'> {
  return hides === undefined || hides.length === 0 ? {} : { hides };
}

function newEntries(target: TargetReport, policy: Policy, reason: string): NewEntry[] {
  const hiding = hidingRules(target, policy);
  return target.rules.flatMap((rule): NewEntry[] => {
    const judged = target.scenarios.flatMap((scenario) =>
      scenario.assertions
        .filter((assertion) => assertion.rule === rule.rule)
        .map((assertion) => ({ scenario: scenario.id, assertion })),
    );
    const failing = judged
      .filter(({ assertion }) => assertion.verdict === 'fail' && assertion.known === undefined)
      .filter(
        ({ scenario, assertion }) =>
          excuse(assertion, rule, policy) === undefined || hiding.has(`${scenario} ${rule.rule}`),
      )
      .map(({ scenario }) => scenario);
    if (failing.length === 0) return [];
    const wholly = judged.every(({ assertion }) => assertion.verdict !== 'pass' && assertion.known === undefined);
    if (wholly) return [{ rule: rule.rule, reason }];
    return [...new Set(failing)].map((scenario) => ({ rule: rule.rule, scenario, reason }));
  });
}

/** Failures that leave open what decides, by "scenario rule": a warning may be one. */
function hidingRules({ rules, scenarios }: TargetReport, policy: Policy): ReadonlySet<string> {
  const byId = new Map(rules.map((rule) => [rule.rule, rule]));
  return new Set(
    scenarios.flatMap(({ id, assertions }) =>
      assertions
        .filter((open) => isOpen(open) && excuse(open, withoutBaseline(byId.get(open.rule)), policy) === undefined)
        .flatMap(({ hindrance }) => (hindrance?.rules ?? []).map((rule) => `${id} ${rule}`)),
    ),
  );
}

function isOpen({ verdict, known, outOfScope }: AssertionResult): boolean {
  return verdict === 'inconclusive' && known === undefined && outOfScope === undefined;
}

function withoutBaseline(rule: RuleResult | undefined): RuleResult | undefined {
  return rule && { ...rule, baselined: false };
}

/** What keeps a run from ending in 0, each in one line. */
export function whatKeepsFromZero(report: Report, policy: Policy): readonly string[] {
  const { baseline, problems = [] } = report;
  return [
    ...problems,
    ...(baseline?.stale ?? []).map(({ entry, why }) => `${entry} ${why}`),
    ...(baseline?.unnamed ?? []).map(({ entry, scenarios }) => `${entry} hides ${scenarios.join(', ')}`),
    ...report.targets.flatMap((target) => [
      ...(target.unreachable === undefined ? [] : [target.unreachable]),
      ...(target.outOfScope ?? []).flatMap(({ entry, refused }) =>
        refused === undefined ? [] : [`out of scope: ${entry}: ${refused}`],
      ),
      ...target.rules.flatMap((rule) => openRule(rule, policy)),
      ...target.scenarios.flatMap(({ id, verdict, reason }) => (verdict === 'error' ? [`${id}: ${reason}`] : [])),
    ]),
  ];
}

function openRule(rule: RuleResult, policy: Policy): string[] {
  if (excuse(rule, rule, policy) !== undefined || rule.baselined) return [];
  if (rule.verdict === 'fail') return [`${rule.rule} fails`];
  if (rule.verdict !== 'inconclusive' && rule.verdict !== 'error') return [];
  return [`${rule.rule} could not be judged: ${rule.reason ?? 'no reason given'}`];
}
