import type { BaselineReport, RuleResult, ScenarioResult, TargetReport } from '../../../core/report.ts';
import type { Baseline, BaselineEntry } from '../../options.ts';

/** Rules of a target with known failures marked. */
type Judged = Pick<TargetReport, 'rules' | 'scenarios' | 'whole'>;

interface Failure {
  readonly rule: string;
  readonly scenario: string;
  readonly assertion: string;
  readonly verdict: ScenarioResult['assertions'][number]['verdict'];
}

/**
 * Marks rules whose every failure is listed, and finds entries that are stale: expired, passing, or matching nothing.
 * An entry of what was not selected, skipped or could not be judged is left in peace.
 * @param today YYYY-MM-DD, UTC.
 */
export function applyBaseline<T extends Judged>(
  targets: readonly T[],
  baseline: Baseline | undefined,
  today: string,
): { readonly targets: readonly T[]; readonly report?: BaselineReport } {
  if (baseline === undefined) return { targets };
  const live = baseline.entries.filter(({ expires }) => expires === undefined || today <= expires);
  const failures = targets.flatMap(failuresOf);
  const marked = targets.map((target) => {
    const own = failuresOf(target);
    return { ...target, rules: target.rules.map((rule) => ({ ...rule, baselined: isListed(rule, own, live) })) };
  });
  const stale = baseline.entries.flatMap((entry) => {
    const why = whyStale(entry, targets, failures, today);
    return why === undefined ? [] : [{ entry: nameOf(entry), why }];
  });
  const expected = live
    .filter((entry) => failures.some((failure) => failure.verdict === 'fail' && covers(entry, failure)))
    .map(nameOf);
  return { targets: marked, report: { file: baseline.file, expected, stale } };
}

function isListed(rule: RuleResult, own: readonly Failure[], live: readonly BaselineEntry[]): boolean {
  const failed = own.filter((failure) => failure.rule === rule.rule && failure.verdict === 'fail');
  return failed.length > 0 && failed.every((failure) => live.some((entry) => covers(entry, failure)));
}

function whyStale(
  entry: BaselineEntry,
  targets: readonly Judged[],
  failures: readonly Failure[],
  today: string,
): string | undefined {
  if (entry.expires !== undefined && today > entry.expires) return `expired on ${entry.expires}`;
  const matching = failures.filter((failure) => covers(entry, failure));
  if (matching.some(({ verdict }) => verdict === 'fail')) return undefined;
  if (matching.length > 0) return matching.every(({ verdict }) => verdict === 'pass') ? 'passes' : undefined;
  const known = targets.some(({ rules }) => rules.some(({ rule }) => rule === entry.rule));
  if (!known) return targets.every(({ whole }) => whole) ? 'there is no such rule on any target' : undefined;
  if (entry.scenario === undefined) return undefined;
  const skipped = targets.some(({ scenarios }) => scenarios.some(({ id }) => isScenario(entry.scenario ?? '', id)));
  return skipped || targets.some(({ whole }) => !whole) ? undefined : 'matches no scenario that judges the rule';
}

function failuresOf({ scenarios }: Judged): readonly Failure[] {
  return scenarios.flatMap(({ id, assertions }) =>
    assertions.map(({ rule, id: assertion, verdict }) => ({ rule, scenario: id, assertion, verdict })),
  );
}

/** An entry names a rule, or one scenario of it (with or without its case), or one assertion: "suite/scenario[case]#step/1". */
function covers({ rule, scenario }: BaselineEntry, failure: Failure): boolean {
  if (rule !== failure.rule) return false;
  return (
    scenario === undefined ||
    isScenario(scenario, failure.scenario) ||
    scenario === `${failure.scenario}#${failure.assertion}`
  );
}

function isScenario(named: string, id: string): boolean {
  return named === id || named === id.replace(/\[[^\]]*\]$/, '');
}

function nameOf({ rule, scenario }: BaselineEntry): string {
  return scenario === undefined ? rule : `${rule} in ${scenario}`;
}
