import type { BaselineReport, LikelyCauses, Observation, RunVerdict, TargetReport } from '../core/report.ts';
import { redactFor } from './execute/round/redact/redact-for.ts';
import { applyBaseline, type Known, reportBaseline } from './judge/verdict/apply-baseline.ts';
import { applyScope } from './judge/verdict/apply-scope.ts';
import { isLeftOut, isOpen } from './judge/verdict/left-open.ts';
import { isListed, type RanScenario, ruleResults } from './judge/verdict/rule-results.ts';
import { exitCode, type Severity, targetVerdict } from './judge/verdict/run-verdict.ts';
import type { OpenTarget } from './open-target.ts';
import type { Baseline } from './options.ts';
import type { PlannedTarget } from './plan/planned-scenario.ts';

/** All that became of a target, before anything is concluded. */
export interface RanTarget {
  readonly target: Pick<OpenTarget, 'plan' | 'url' | 'features' | 'unreachable' | 'leftovers' | 'requests' | 'shared'>;
  readonly planned: Pick<PlannedTarget, 'whole' | 'split'> & { readonly scenarios: readonly RanScenario['planned'][] };
  readonly ran: readonly RanScenario[];
  readonly observations: readonly Observation[];
  readonly causes?: LikelyCauses;
}

/** What conclusions depend on besides what was seen. */
export interface Grounds extends Severity {
  readonly baseline?: Baseline;
  /** YYYY-MM-DD, UTC. */
  readonly today: string;
}

/** A target's report, and what a baseline knows of it. */
export interface ConcludedTarget {
  readonly report: TargetReport;
  readonly known: Known | undefined;
}

/** What follows from the results of one target. Pure: the same results may be concluded from with another baseline. */
export function concludeTarget(done: RanTarget, grounds: Grounds): ConcludedTarget {
  const { target, planned, observations, causes } = done;
  const { plan, url, features, unreachable, leftovers, requests, shared } = target;
  const all = planned.whole && done.ran.length === planned.scenarios.length && unreachable === undefined;
  const { shard } = plan.selection;
  const whole = all && shard === undefined;
  const excluded = excludedRules(planned);
  const rules = plan.spec.rules.filter((rule) => isListed(rule, plan));
  const known = markKnown(done, { rules, whole }, grounds);
  const marked =
    known === undefined
      ? done.ran
      : done.ran.map((one, index) => ({ ...one, result: known.scenarios[index] ?? one.result }));
  const scope = applyScope(plan.outOfScope ?? [], { ran: marked, rules, whole, today: grounds.today });
  const notes = notesOf(shared).map(redactFor(target.plan, shared.secrets));
  const scenarios = scope.ran.map(({ result }) => result);
  const draft = {
    protocol: plan.spec.id,
    edition: plan.edition,
    // Products that were judged are servers.
    ...(plan.party === 'client' ? {} : { judged: plan.spec.judged }),
    url,
    bundled: plan.bundled,
    whole,
    selection: selectionOf(plan.selection),
    ...(shard === undefined
      ? {}
      : {
          shard: {
            ...shard,
            whole: all,
            excluded: [...excluded],
            ...(planned.split === undefined ? {} : { split: planned.split }),
          },
        }),
    features,
    scenarios,
    rules: ruleResults(plan, scope.ran, scope.entries),
    ...(scope.entries.length === 0 ? {} : { outOfScope: scope.entries }),
    ...(causes === undefined ? {} : { causes }),
    ...(unreachable === undefined ? {} : { unreachable }),
    observations,
    ...(notes.length === 0 ? {} : { notes }),
    requests: { ...requests },
    leftovers,
  };
  const coverage = {
    whole,
    part: shard !== undefined && unreachable === undefined,
    excluded,
    leftOut: scope.entries.length > 0 || scenarios.some(isLeftOut),
    inError: scenarios.some(({ verdict }) => verdict === 'error'),
  };
  return { report: { ...draft, verdict: targetVerdict(draft.rules, coverage, grounds) }, known };
}

/** What follows for the run: what the baseline comes to, and the exit code. */
export function concludeRun(
  targets: readonly ConcludedTarget[],
  grounds: Grounds,
  { interrupted, problems }: { readonly interrupted: boolean; readonly problems: boolean },
): { readonly baseline?: BaselineReport; readonly exitCode: number } {
  const { baseline: file, today } = grounds;
  const known = targets.flatMap((one) => one.known ?? []);
  const baseline = file && reportBaseline(known, file, today);
  const reports = targets.map(({ report }) => report);
  const refused = reports.flatMap(({ outOfScope = [] }) => outOfScope.filter((entry) => entry.refused !== undefined));
  const code = exitCode({
    interrupted,
    verdicts: reports.map(({ verdict }): RunVerdict => verdict),
    faults: refused.length + (baseline === undefined ? 0 : baseline.stale.length + baseline.unnamed.length),
    unjudged: problems || reports.some((report) => isOpen(report, grounds)),
  });
  return { ...(baseline === undefined ? {} : { baseline }), exitCode: code };
}

function markKnown(
  { target, ran }: RanTarget,
  { rules, whole }: Pick<Known['judged'], 'rules' | 'whole'>,
  { baseline, today, ...severity }: Grounds,
): Known | undefined {
  if (baseline === undefined) return undefined;
  const { catalogue } = target.plan;
  const judged = {
    scenarios: ran.map(({ result }) => result),
    whole,
    rules,
    advisory: ({ since }: { readonly since: string }) => catalogue !== undefined && since > catalogue,
  };
  return applyBaseline(judged, baseline, severity, today);
}

function notesOf({ patience, notes = new Map() }: OpenTarget['shared']): readonly string[] {
  const waits =
    patience === undefined || patience.times === 0
      ? []
      : [
          `told ${patience.times} ${patience.times === 1 ? 'time' : 'times'} to wait (Retry-After), waited ${Math.round(patience.waitedMs / 1000)} s in all, and asked again`,
        ];
  return [...waits, ...[...notes].map(([text, count]) => (count > 1 ? `${text} (${count} times)` : text))];
}

function selectionOf({ rules, suites, scenarios }: OpenTarget['plan']['selection']): TargetReport['selection'] {
  return Object.fromEntries(Object.entries({ rules, suites, scenarios }).filter(([, names]) => names.length > 0));
}

/** Rules of scenarios that would apply but could not be run here: without them a pass is only partial. */
function excludedRules(planned: RanTarget['planned']): ReadonlySet<string> {
  return new Set(
    planned.scenarios.flatMap(({ skip, rules }) =>
      skip?.kind === 'identity' || skip?.kind === 'undeclared' || skip?.kind === 'setup' ? rules : [],
    ),
  );
}
