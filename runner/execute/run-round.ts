import type { TargetPlan } from '../options.ts';
import type { PlannedScenario } from '../plan/planned-scenario.ts';
import { createRound } from './round/create-round.ts';
import type { Round } from './round/round.ts';
import type { ScenarioContext } from './round/scenario-context.ts';
import { cleanUp } from './steps/clean-up.ts';
import { runNodes } from './steps/run-nodes.ts';

/** Runs a scenario once, from its fixtures to its clean-up, which happens whatever went wrong before. */
export async function runRound(
  planned: PlannedScenario,
  plan: TargetPlan,
  context: ScenarioContext,
  turn: Pick<Round, 'number' | 'writeMs'>,
): Promise<Round> {
  const round = createRound(planned, plan, context, turn);
  const { scope, roots } = round;
  const { given, steps } = planned.scenario;
  const place = { scope, roots, file: planned.suite.file, prefix: '' } as const;
  try {
    await runNodes(round, given, { ...place, role: 'given' });
    await runNodes(round, steps, { ...place, role: 'step' });
    // Rules that speak of it have failed by then; else it is told all the same.
    if (round.defect !== undefined && round.halt?.verdict !== 'error')
      round.halt = { verdict: 'error', reason: round.defect };
  } finally {
    if (!context.disposable && !context.keep) await cleanUp(round);
  }
  return round;
}
