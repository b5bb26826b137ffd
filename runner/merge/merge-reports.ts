import { UsageError } from '../../core/errors.ts';
import type { BaselineReport, Report, RequestCount, RuleResult, TargetReport } from '../../core/report.ts';
import { targetKeys } from '../../core/target-keys.ts';
import { isLeftOut, isOpen } from '../judge/verdict/left-open.ts';
import { exitCode, runVerdict, type Severity, targetVerdict } from '../judge/verdict/run-verdict.ts';
import { sum } from '../plan/scenario-cost.ts';
import { mergeRule } from './merge-rules.ts';

/** A report with the name of the file it was read from. */
export interface NamedReport {
  readonly file: string;
  readonly report: Report;
}

/**
 * Puts the parts of a run (--shard) together: what the whole run would have reported. Which likely causes there are is not looked
 * at again here. Pure.
 * @throws {UsageError} for reports that are no parts of one run: another tool, edition or number of parts, or one part twice.
 */
export function mergeReports(parts: readonly [NamedReport, ...NamedReport[]], severity: Severity): Report {
  const [{ report: first }] = parts;
  for (const { file, report } of parts)
    if (report.tool.version !== first.tool.version)
      throw new UsageError(
        `${file} was written by version ${report.tool.version}, ${parts[0].file} by ${first.tool.version}`,
      );
  const byTarget = new Map<string, { readonly file: string; readonly target: TargetReport }[]>();
  for (const { file, report } of parts) {
    const keys = targetKeys(report.targets);
    for (const [place, target] of report.targets.entries()) {
      const key = keys[place] ?? '';
      byTarget.set(key, [...(byTarget.get(key) ?? []), { file, target }]);
    }
  }
  const targets = [...byTarget].map(([name, shards]) => mergeTarget(name, shards, severity));
  const reports = parts.map(({ report }) => report);
  const baseline = mergeBaselines(reports.flatMap((report) => report.baseline ?? []));
  const problems = reports.flatMap((report) => report.problems ?? []);
  const refused = targets.flatMap(({ outOfScope = [] }) => outOfScope.filter((entry) => entry.refused !== undefined));
  const interrupted = reports.some((report) => report.interrupted);
  const verdict = runVerdict(targets.map((target) => target.verdict));
  return {
    ...first,
    // Parts may have been written before.
    schemaVersion: 2,
    startedAt: reports.map(({ startedAt }) => startedAt).toSorted()[0] ?? first.startedAt,
    // They may have run side by side.
    durationMs: Math.max(...reports.map(({ durationMs }) => durationMs)),
    interrupted,
    ...(reports.some(({ stopped }) => stopped) ? { stopped: true as const } : {}),
    seed: [...new Set(reports.map(({ seed }) => seed))].join(', '),
    targets,
    ...(baseline === undefined ? {} : { baseline }),
    ...(problems.length === 0 ? {} : { problems }),
    verdict,
    exitCode: exitCode({
      interrupted,
      verdicts: targets.map((target) => target.verdict),
      faults: refused.length + (baseline === undefined ? 0 : baseline.stale.length + baseline.unnamed.length),
      unjudged: problems.length > 0 || targets.some((target) => isOpen(target, severity)),
    }),
  };
}

function mergeTarget(
  name: string,
  shards: readonly { readonly file: string; readonly target: TargetReport }[],
  severity: Severity,
): TargetReport {
  const seen = new Map<number, string>();
  let of: number | undefined;
  for (const { file, target } of shards) {
    const { shard } = target;
    if (shard === undefined)
      throw new UsageError(`${file} is no part of a run of ${name}`, 'parts are made by run --shard 1/2, 2/2');
    of ??= shard.of;
    if (shard.of !== of) throw new UsageError(`${file} is one of ${shard.of} parts of ${name}, others are of ${of}`);
    const [one] = shards;
    if (one !== undefined && shard.split !== one.target.shard?.split)
      throw new UsageError(
        `${file} and ${one.file} are parts of ${name} that were divided otherwise: a scenario may be in none of them`,
        'all parts want the same suites, selection and --durations',
      );
    const other = seen.get(shard.index);
    if (other !== undefined) throw new UsageError(`${file} and ${other} are both part ${shard.index}/${of} of ${name}`);
    seen.set(shard.index, file);
  }
  const targets = shards.map(({ target }) => target);
  const [first] = targets;
  if (first === undefined) throw new UsageError('there is nothing to merge');
  const { shard: _, causes: __, ...rest } = first;
  const scenarios = targets.flatMap((target) => target.scenarios).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const rules = first.rules.map((rule) => mergeRule([rule, ...rulesOf(targets.slice(1), rule.rule)]));
  const whole = seen.size === of && targets.every(({ shard }) => shard?.whole === true);
  const unreachable = targets.find((target) => target.unreachable !== undefined)?.unreachable;
  const outOfScope = targets.flatMap((target) => target.outOfScope ?? []);
  const notes = [...new Set(targets.flatMap((target) => target.notes ?? []))];
  return {
    ...rest,
    whole,
    scenarios,
    rules,
    ...(outOfScope.length === 0 ? {} : { outOfScope: oncePerEntry(outOfScope) }),
    ...(unreachable === undefined ? {} : { unreachable }),
    observations: targets.flatMap((target) => target.observations),
    ...(notes.length === 0 ? {} : { notes }),
    requests: sum(
      targets.flatMap((target): readonly RequestCount[] => (target.requests === undefined ? [] : [target.requests])),
    ),
    leftovers: targets.flatMap((target) => target.leftovers),
    verdict: targetVerdict(
      rules,
      {
        whole,
        excluded: new Set(targets.flatMap(({ shard }) => shard?.excluded ?? [])),
        leftOut: outOfScope.length > 0 || scenarios.some(isLeftOut),
        inError: unreachable !== undefined || scenarios.some(({ verdict }) => verdict === 'error'),
      },
      severity,
    ),
  };
}

function rulesOf(targets: readonly TargetReport[], id: string): readonly RuleResult[] {
  return targets.flatMap((target) => target.rules.filter(({ rule }) => rule === id));
}

/** An entry that one part refuses is refused. */
function oncePerEntry(entries: NonNullable<TargetReport['outOfScope']>): NonNullable<TargetReport['outOfScope']> {
  const byEntry = new Map<string, (typeof entries)[number]>();
  for (const entry of entries) if (byEntry.get(entry.entry)?.refused === undefined) byEntry.set(entry.entry, entry);
  return [...byEntry.values()];
}

function mergeBaselines(parts: readonly BaselineReport[]): BaselineReport | undefined {
  const [first] = parts;
  if (first === undefined) return undefined;
  return {
    file: first.file,
    expected: [...new Set(parts.flatMap(({ expected }) => expected))],
    stale: [...new Map(parts.flatMap(({ stale }) => stale.map((one) => [one.entry, one] as const))).values()],
    hidden: parts.flatMap(({ hidden }) => hidden),
    unnamed: parts.flatMap(({ unnamed }) => unnamed),
    shown: parts.flatMap(({ shown }) => shown),
  };
}
