import type { TargetPlan } from '../options.ts';
import type { PlannedScenario } from '../plan/planned-scenario.ts';
import { cleanUp } from './clean-up.ts';
import { createRound } from './create-round.ts';
import type { Round } from './round.ts';
import { runNodes } from './run-nodes.ts';
import type { ScenarioContext } from './scenario-context.ts';

/** Runs a scenario once, from its fixtures to its clean-up, which happens whatever went wrong before. */
export async function runRound(
  planned: PlannedScenario,
  plan: TargetPlan,
  context: ScenarioContext,
  number: number,
): Promise<Round> {
  const round = createRound(planned, plan, context, number);
  const { scope, roots } = round;
  const { given, steps } = planned.scenario;
  const place = { scope, roots, file: planned.suite.file, prefix: '' } as const;
  try {
    await runNodes(round, given, { ...place, role: 'given' });
    await runNodes(round, steps, { ...place, role: 'step' });
  } finally {
    if (!context.disposable) await cleanUp(round);
  }
  return round;
}
