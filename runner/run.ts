import { randomBytes } from 'node:crypto';
import pLimit from 'p-limit';
import type { Client } from '../core/client.ts';
import type { LikelyCauses, Observation, Report, ScenarioResult } from '../core/report.ts';
import { type Backlog, createBacklog } from './backlog.ts';
import { type ConcludedTarget, concludeRun, concludeTarget, type Grounds, type RanTarget } from './conclude.ts';
import type { TracedScenario } from './execute/round/scenario-context.ts';
import { executeScenario, type Finishing, finished } from './execute/run-scenario.ts';
import { createFanOut, type FanOut } from './fan-out.ts';
import { followSignal } from './follow-signal.ts';
import { createHold, type Hold } from './hold.ts';
import type { RanScenario } from './judge/verdict/rule-results.ts';
import { runVerdict } from './judge/verdict/run-verdict.ts';
import { type OpenTarget, openTarget } from './open-target.ts';
import type { Baseline, RunOptions } from './options.ts';
import { planTarget } from './plan/plan-target.ts';
import type { PlannedScenario, PlannedTarget } from './plan/planned-scenario.ts';
import { checkSelection, isFiltered, namesAny, narrowTarget } from './plan/select-scenarios.ts';
import { createStop, type Stop } from './stop.ts';

/**
 * Judges all targets and says so in one report. A target that breaks rules, cannot be reached or is something else is a
 * verdict; only a selection that matches nothing throws.
 * @param options `seed` "" asks for a fresh one, so that runs at the same time never make the same values.
 * @throws {UsageError} when a selected name matches nothing.
 */
export async function run(options: RunOptions): Promise<Report> {
  return (await judgeRun(options)).report;
}

/** A run's report, and what its report would be with another baseline. */
export interface JudgedRun {
  readonly report: Report;
  with(baseline: Baseline): Report;
}

/** The same as `run`, for those who go on with what was seen. @throws {UsageError} */
export async function judgeRun(options: RunOptions): Promise<JudgedRun> {
  if (options.signal === undefined) return runAll(options);
  const { signal, release } = followSignal(options.signal);
  try {
    return await runAll({ ...options, signal });
  } finally {
    release();
  }
}

async function runAll(options: RunOptions): Promise<JudgedRun> {
  const started = performance.now();
  const startedAt = new Date().toISOString();
  const seed = options.seed === '' ? randomBytes(8).toString('hex') : options.seed;
  const targets = options.targets.map(narrowTarget);
  const selected = targets.map((plan) =>
    plan.selection.rules.length === 0 ? namesAny(plan) : planTarget(plan).scenarios.length > 0,
  );
  checkSelection(options.targets, selected);
  // With a selection, a target of which nothing is selected is not part of the run.
  const plans = targets.filter((plan, index) => selected[index] || !isFiltered(plan.selection));

  const fanOut = createFanOut(options.reporters);
  fanOut.tell((reporter) => reporter.onRunStart?.());
  const open = await Promise.all(plans.map((plan) => openTarget(plan, seed, options)));
  const today = startedAt.slice(0, 10);
  const { strict, provisional } = options;
  const groundsOf = (baseline: Baseline | undefined): Grounds => ({
    strict,
    provisional,
    today,
    ...(baseline === undefined ? {} : { baseline }),
  });
  const stop = createStop(options);
  const done = await runTargets(open, seed, groundsOf(options.baseline), options, fanOut, stop);
  await Promise.all(open.map((target) => target.close()));
  const interrupted = options.signal?.aborted === true;
  const durationMs = Math.round(performance.now() - started);
  const build = (baseline: Baseline | undefined): Report => {
    const { problems } = fanOut;
    const grounds = groundsOf(baseline);
    const concluded = done.map((one) =>
      baseline === options.baseline ? one.concluded : concludeTarget(one.done, grounds),
    );
    const targets = concluded.map(({ report }) => report);
    return {
      schemaVersion: 2,
      tool: options.tool,
      startedAt,
      durationMs,
      interrupted,
      ...(stop.reached ? { stopped: true as const } : {}),
      seed,
      targets,
      ...(problems.length === 0 ? {} : { problems: [...problems] }),
      verdict: runVerdict(targets.map(({ verdict }) => verdict)),
      ...concludeRun(concluded, grounds, { interrupted, problems: problems.length > 0 }),
    };
  };
  const report = build(options.baseline);
  await fanOut.finish((reporter) => reporter.onRunEnd?.(report));
  const final = fanOut.problems.length === (report.problems?.length ?? 0) ? report : build(options.baseline);
  return { report: final, with: build };
}

interface FinishedTarget {
  readonly done: RanTarget;
  /** With the baseline of the run. */
  readonly concluded: ConcludedTarget;
}

/**
 * Runs all targets' scenarios side by side, then those that must be alone, one by one; reporters hear of one target after the
 * other.
 */
async function runTargets(
  open: readonly OpenTarget[],
  seed: string,
  grounds: Grounds,
  options: RunOptions,
  fanOut: FanOut,
  stop: Stop,
): Promise<readonly FinishedTarget[]> {
  const together = pLimit(Math.max(1, options.jobs));
  const alone = pLimit(1);
  const crowd: Promise<void>[] = [];
  let tellQuiet = (): void => undefined;
  const quiet = new Promise<void>((resolve) => {
    tellQuiet = resolve;
  });
  const backlog = createBacklog();
  const executions: Promise<void>[] = [];
  const under = open.map((target) => {
    const planned: PlannedTarget =
      target.unreachable === undefined
        ? planTarget(target.plan, target.features)
        : { ...planTarget(target.plan, target.features), scenarios: [] };
    const observations: Observation[] = [];
    const hold = createHold(target, seed);
    const own = target.plan.jobs === undefined ? undefined : pLimit(target.plan.jobs);
    const tasks = planned.scenarios.map(async (scenario) => {
      const work = () =>
        stop.reached ? undefined : executeOne(scenario, target, seed, options, backlog, observations, hold);
      const crowded = () => (own === undefined ? together(work) : own(() => together(work)));
      const execution = scenario.scenario.alone ? quiet.then(() => alone(work)) : crowded();
      // Not the promise itself: it would keep what makes the result, and with it all bodies, to the end of the run.
      const ended = execution.then(() => undefined);
      executions.push(ended);
      if (!scenario.scenario.alone) crowd.push(ended);
      const finishing = await execution;
      if (finishing === undefined) return undefined;
      const result = await backlog.add(finishing).catch((error: unknown) => internalFault(scenario, error));
      stop.see(result, target.plan);
      return result;
    });
    return { target, planned, observations, tasks, hold };
  });
  void Promise.all(crowd).then(tellQuiet);
  void Promise.all(executions).then(backlog.drain);
  const finished: FinishedTarget[] = [];
  for (const { target, planned, observations, tasks, hold } of under) {
    const { spec, edition } = target.plan;
    fanOut.tell((reporter) =>
      reporter.onTargetStart?.({ protocol: spec.id, edition, url: target.url, scenarios: planned.scenarios.length }),
    );
    const ran: (RanScenario | undefined)[] = await Promise.all(
      tasks.map(async (task, index) => {
        const result = await task;
        const scenario = planned.scenarios[index];
        if (result === undefined || scenario === undefined) return undefined;
        fanOut.tell((reporter) => reporter.onScenarioEnd?.(result));
        return { planned: scenario, result };
      }),
    );
    const results = ran.filter((one) => one !== undefined);
    const causes = await causesOf(
      spec.id,
      results.map(({ result }) => result),
    );
    const ended = hold.lost === undefined ? target : { ...target, unreachable: hold.lost };
    const done = { target: ended, planned, ran: results, observations, ...(causes === undefined ? {} : { causes }) };
    const concluded = concludeTarget(done, grounds);
    finished.push({ done, concluded });
    fanOut.tell((reporter) => reporter.onTargetEnd?.(concluded.report));
  }
  return finished;
}

/** Known bugs that look like what failed. What it takes to find them is loaded only then; a hint that cannot be had is none. */
async function causesOf(protocol: string, scenarios: readonly ScenarioResult[]): Promise<LikelyCauses | undefined> {
  const failed = scenarios.some(({ assertions }) => assertions.some(({ verdict }) => verdict === 'fail'));
  if (!failed) return undefined;
  const { likelyCauses } = await import('./causes/likely-causes.ts');
  return likelyCauses(protocol, scenarios).catch(() => undefined);
}

/** Executes one scenario, unless the run was interrupted before it began. What it gives makes its result. */
async function executeOne(
  planned: PlannedScenario,
  { plan, shared, schema, leftovers, clientFor }: OpenTarget,
  seed: string,
  { raceRounds, repeats, keep, signal, traced }: RunOptions,
  backlog: Backlog,
  observations: Observation[],
  hold: Hold,
): Promise<Finishing | undefined> {
  if (signal?.aborted || (await hold.isLost(planned.identities))) return undefined;
  const context = {
    client: nudging(clientFor(planned.features), backlog),
    seed,
    raceRounds,
    ...(repeats === undefined ? {} : { repeats }),
    ...(keep === undefined ? {} : { keep }),
    shared,
    ...(schema === undefined ? {} : { schema }),
    ...(signal === undefined ? {} : { signal }),
    // The server ends with the run.
    disposable: plan.bundled && traced === undefined,
    observe: (observation: Observation) => void observations.push(observation),
    leftover: (text: string) => void leftovers.push(text),
    refused: hold.doubt,
    ...(traced === undefined ? {} : { traced: (ended: TracedScenario) => traced(ended, plan) }),
  };
  try {
    return await executeScenario(planned, plan, context);
  } catch (error) {
    return finished(internalFault(planned, error));
  }
}

/** The same client; while its requests are under way, the backlog is worked on. */
function nudging(client: Client, backlog: Backlog): Client {
  return {
    ...client,
    send: (request, signal) => {
      const outcome = client.send(request, signal);
      backlog.nudge();
      return outcome;
    },
  };
}

function internalFault({ id, scenario, location }: PlannedScenario, error: unknown): ScenarioResult {
  const reason = `internal fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  return {
    id,
    title: scenario.title,
    location,
    verdict: 'error',
    reason,
    durationMs: 0,
    assertions: [],
    exchanges: [],
    races: [],
  };
}
