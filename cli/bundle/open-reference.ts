import type { ScenarioTrace } from '../../core/scenario-trace.ts';
import type { SuiteSet } from '../../core/suite.ts';
import { isProtocolPath } from '../../runner/load/find-files.ts';
import type { TargetPlan } from '../../runner/options.ts';
import { planBundledTargets } from '../run/plan-bundled-targets.ts';
import { startBundledServer } from '../run/start-bundled-server.ts';
import { runOne } from './run-one.ts';

/** The reference server in the edition of a target. */
export interface Reference {
  /** What it answers to a case, of the target's suites or of others; undefined: the case does not apply to it. */
  run(
    id: string,
    manner: { readonly seed: string; readonly raceRounds: number },
    suites?: SuiteSet,
  ): Promise<ScenarioTrace | undefined>;
  close(): Promise<void>;
}

const timeoutMs = 10_000;

/** Starts it; undefined: there is none for a protocol of the user's own. */
export async function openReference({ spec, suites, edition, place }: TargetPlan): Promise<Reference | undefined> {
  if (place !== undefined && isProtocolPath(place)) return undefined;
  const server = await startBundledServer([spec.id]);
  const [plan] = planBundledTargets(server, [{ spec, suites }], {
    edition,
    selection: { rules: [], suites: [], scenarios: [] },
    timeoutMs,
  });
  return {
    run: async (id, manner, others = suites) =>
      plan === undefined ? undefined : runOne({ ...plan, suites: others }, id, undefined, manner),
    close: () => server.stop(),
  };
}
