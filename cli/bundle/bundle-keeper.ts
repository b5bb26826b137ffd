import type { ScenarioTrace } from '../../core/scenario-trace.ts';
import type { TracedScenario } from '../../runner/execute/round/scenario-context.ts';
import type { TargetPlan } from '../../runner/options.ts';
import type { PlannedScenario } from '../../runner/plan/planned-scenario.ts';

/** A scenario that failed, as it was run. */
export interface FailedScenario {
  readonly plan: TargetPlan;
  readonly planned: PlannedScenario;
  readonly trace: ScenarioTrace;
}

/** Keeps what bundles are made of while a run lasts. */
export interface BundleKeeper {
  readonly kept: readonly FailedScenario[];
  readonly traced: (ended: TracedScenario, plan: TargetPlan) => void;
}

/** A keeper of nothing yet. */
export function createBundleKeeper(): BundleKeeper {
  const kept: FailedScenario[] = [];
  return {
    kept,
    traced: ({ planned, verdict, make }, plan) => {
      if (verdict === 'fail') kept.push({ plan, planned, trace: make() });
    },
  };
}
