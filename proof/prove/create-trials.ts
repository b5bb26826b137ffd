import type { ScenarioResult } from '../../core/report.ts';
import { safeMethods } from '../../core/safe-methods.ts';
import { type Answer, createService, type ServiceOptions } from '../../mock-server/kernel/create-service.ts';
import type { Trace } from '../../mock-server/kernel/world.ts';
import type { ExchangePlace } from '../../runner/execute/round/scenario-context.ts';
import { runScenario } from '../../runner/execute/run-scenario.ts';
import type { TargetPlan } from '../../runner/options.ts';
import { planTarget } from '../../runner/plan/plan-target.ts';
import type { PlannedScenario } from '../../runner/plan/planned-scenario.ts';
import { type Answerer, createInProcessClient } from '../in-process-client.ts';
import { inProcessPlan, type Subject } from '../in-process-plan.ts';

/** A protocol with all that is known about it. */
export type ProofSubject = Subject;

/** One scenario case run once, and its exchanges in their order, those of all rounds. */
export interface Trial {
  readonly result: ScenarioResult;
  readonly exchanges: readonly TrialExchange[];
}

/** Where an exchange belongs in the scenario, and what the server consulted for it. */
export interface TrialExchange extends ExchangePlace {
  /** It only reads. */
  readonly safe: boolean;
  readonly trace: Trace;
}

/** Stands between runner and server: a proxy in process. */
export type Between = (answer: Answerer) => Answerer;

/** Runs scenario cases of one edition in process, each on a server of its own. */
export interface Trials {
  readonly planned: readonly PlannedScenario[];
  run(planned: PlannedScenario, options?: ServiceOptions, between?: Between): Promise<Trial>;
  /** The same against something that is no service. */
  runAgainst(planned: PlannedScenario, answer: Answerer): Promise<ScenarioResult>;
  /** The plan, with everything connected to this answerer: for a whole run. */
  planAgainst(answer: Answerer): TargetPlan;
}

// Enough to show that rounds are combined; the detection rates through sockets are measured elsewhere.
const raceRounds = 2;
// What depends on the moment of another write depends on how busy this machine is.
const spreadRounds = 4;

/** Prepares the trials of one edition; `bindings` replace the protocol's. */
export function createTrials(
  { core, spec, suites }: ProofSubject,
  edition: string,
  bindings: TargetPlan['bindings'] = {},
): Trials {
  // Clean-up changes no verdict, and each trial has a server of its own.
  const rereading = new Set(core.mutants.flatMap(({ id, rereads }) => (rereads ? id : [])));
  const forVerdicts = { keepExchanges: false, disposable: true };
  const base = { ...inProcessPlan({ core, spec, suites }, edition), bindings };
  const run = async (
    planned: PlannedScenario,
    options: ServiceOptions = {},
    between: Between = (answer) => answer,
  ): Promise<Trial> => {
    // No two requests within one second: what a mutant fails must not depend on how fast the machine is.
    let elapsedMs = 0;
    const sent: { readonly safe: boolean; readonly answer: Promise<Answer> }[] = [];
    const places: ExchangePlace[] = [];
    const service = createService(core, {
      clock: () => Date.now() + elapsedMs,
      edition,
      features: planned.features,
      seed: planned.id,
      exchanges: 0,
      ...options,
    });
    const control = {
      provoke: async (what: 'throttle-next-write' | 'refuse-next-write') => service.provoke(what),
      advanceClock: async (ms: number) => service.advanceClock(ms),
    };
    const client = createInProcessClient(
      between((request) => {
        elapsedMs += 1000;
        const answer = service.dispatch(request);
        sent.push({ safe: safeMethods.has(request.method), answer });
        return answer;
      }),
    );
    const exchanged = (place: ExchangePlace): void => void places.push(place);
    const rounds = rereading.has(options.mutant ?? '') ? spreadRounds : raceRounds;
    const context = { ...forVerdicts, raceRounds: rounds, client, seed: planned.id, exchanged };
    const result = await runScenario(planned, { ...base, control }, context);
    const traced = await Promise.all(sent.map(async ({ safe, answer }) => ({ safe, trace: (await answer).trace })));
    // Requests reach the server in the order in which they are recorded, those of a race too.
    const exchanges = places.flatMap((place, index) => {
      const one = traced[index];
      return one === undefined ? [] : [{ ...place, ...one }];
    });
    return { result, exchanges };
  };
  return {
    planned: planTarget(base).scenarios,
    run,
    runAgainst: (planned, answer) =>
      runScenario(planned, base, { client: createInProcessClient(answer), seed: planned.id, raceRounds: 1 }),
    planAgainst: (answer) => ({ ...base, connect: () => createInProcessClient(answer) }),
  };
}
