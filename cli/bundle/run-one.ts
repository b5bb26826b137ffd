import type { FeatureResult } from '../../core/report.ts';
import type { ScenarioTrace } from '../../core/scenario-trace.ts';
import { runScenario } from '../../runner/execute/run-scenario.ts';
import { loadSchemas } from '../../runner/execute/target/load-schemas.ts';
import { packageRoot } from '../../runner/load/package-root.ts';
import type { TargetPlan } from '../../runner/options.ts';
import { planTarget } from '../../runner/plan/plan-target.ts';

/** How often races run, with which values, and until when. */
interface Manner {
  readonly seed: string;
  readonly raceRounds: number;
  readonly signal?: AbortSignal;
}

/**
 * Runs one case of a plan's suites, and cleans up after it. Nothing is asked of the target but that.
 * @param features what is known of them; default: what is declared.
 * @returns undefined when there is no such case, or when it does not apply.
 */
export async function runOne(
  plan: TargetPlan,
  id: string,
  features: readonly FeatureResult[] | undefined,
  { seed, raceRounds, signal }: Manner,
): Promise<ScenarioTrace | undefined> {
  const bare = /^[^[]*/.exec(id)?.[0] ?? id;
  const selection = { rules: [], suites: [], scenarios: [id], onlyNamedEdition: false };
  const suites = plan.suites.suites
    .filter((suite) => bare.startsWith(`${suite.id}/`))
    .map((suite) => ({ ...suite, scenarios: suite.scenarios.filter((one) => `${suite.id}/${one.id}` === bare) }));
  const narrow = { ...plan, selection, suites: { ...plan.suites, suites } };
  const planned = planTarget(narrow, features).scenarios.find((one) => one.id === id);
  if (planned === undefined || planned.skip !== undefined) return undefined;
  const schema = await loadSchemas(plan.suites, packageRoot());
  const client = plan.connect(planned.features);
  let trace: ScenarioTrace | undefined;
  try {
    await runScenario(planned, narrow, {
      client,
      seed,
      raceRounds,
      shared: { clockOffsetMs: 0, secrets: new Set(), patience: { times: 0, waitedMs: 0 } },
      ...(schema === undefined ? {} : { schema }),
      ...(signal === undefined ? {} : { signal }),
      traced: (ended) => {
        trace = ended.make();
      },
    });
  } finally {
    await client.close();
  }
  return trace;
}
