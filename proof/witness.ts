import type { ExchangeRecord, Mismatch } from '../core/report.ts';
import type { ScenarioTrace } from '../core/scenario-trace.ts';
import { createService, type ServiceOptions } from '../mock-server/kernel/create-service.ts';
import { runScenario } from '../runner/execute/run-scenario.ts';
import { planTarget } from '../runner/plan/plan-target.ts';
import type { PlannedScenario } from '../runner/plan/planned-scenario.ts';
import { createInProcessClient } from './in-process-client.ts';
import { inProcessPlan, type Subject } from './in-process-plan.ts';

/** The answer by which a scenario sees a bug, and that of a server without it. */
interface Sight {
  readonly broken: ExchangeRecord;
  readonly mismatches: readonly Mismatch[];
  /** The same step; undefined: another request was sent there. */
  readonly sound?: ExchangeRecord;
}

/** Shows bugs of the reference server of one edition at work. */
export interface Witness {
  /** Cases that apply and take no time of their own: no waits. */
  has(scenario: string): boolean;
  /** Runs a case with a bug and without it; undefined: it does not fail the rule there. */
  see(scenario: string, mutant: string, rule: string): Promise<Sight | undefined>;
}

/** Prepares it. Sound runs are made once. */
export function createWitness(subject: Subject, edition: string): Witness {
  const plan = inProcessPlan(subject, edition);
  const planned = new Map(
    planTarget(plan)
      .scenarios.filter(
        ({ skip, scenario }) => skip === undefined && scenario.steps.every(({ kind }) => kind !== 'wait'),
      )
      .map((one) => [one.id, one]),
  );
  const sound = new Map<string, Promise<ScenarioTrace | undefined>>();
  const run = async (one: PlannedScenario, options: ServiceOptions): Promise<ScenarioTrace | undefined> => {
    // As in the proofs: no two requests within one second.
    let elapsedMs = 0;
    const service = createService(subject.core, {
      clock: () => Date.now() + elapsedMs,
      edition,
      features: one.features,
      seed: one.id,
      exchanges: 0,
      ...options,
    });
    const client = createInProcessClient((request) => {
      elapsedMs += 1000;
      return service.dispatch(request);
    });
    const control = {
      provoke: async (what: 'throttle-next-write' | 'refuse-next-write') => service.provoke(what),
      advanceClock: async (ms: number) => service.advanceClock(ms),
    };
    let trace: ScenarioTrace | undefined;
    await runScenario(
      one,
      { ...plan, control },
      {
        client,
        seed: one.id,
        raceRounds: 1,
        disposable: true,
        traced: (ended) => {
          trace = ended.make();
        },
      },
    );
    return trace;
  };
  return {
    has: (scenario) => planned.has(scenario),
    see: async (scenario, mutant, rule) => {
      const one = planned.get(scenario);
      if (one === undefined) return undefined;
      const broken = (await run(one, { mutant }))?.result;
      const failure = broken?.assertions.find(
        (assertion) => assertion.rule === rule && assertion.verdict === 'fail' && assertion.exchange !== undefined,
      );
      const exchange = failure?.exchange === undefined ? undefined : broken?.exchanges[failure.exchange];
      if (failure === undefined || exchange === undefined) return undefined;
      const whole = sound.get(scenario) ?? run(one, {});
      sound.set(scenario, whole);
      const place = (await whole)?.result.assertions.find(
        ({ id, rule: its }) => id === failure.id && its === rule,
      )?.exchange;
      const other = place === undefined ? undefined : (await whole)?.result.exchanges[place];
      return {
        broken: exchange,
        mismatches: failure.mismatches,
        ...(other === undefined ? {} : { sound: other }),
      };
    },
  };
}
