import { createHash } from 'node:crypto';
import type { SuiteSet } from '../../core/suite.ts';
import type { PlannedScenario } from './planned-scenario.ts';
import { scenarioCost } from './scenario-cost.ts';
import { inShard, type Shard } from './shard.ts';

/** By which shards are weighed, as long as nobody knows better. */
const usualRounds = { races: 3, repeats: 1 };

/** What a part of a run has of all scenarios, and by what these were divided: parts of one run were all divided by the same. */
export interface Split {
  readonly scenarios: readonly PlannedScenario[];
  readonly by: string;
}

/**
 * The scenarios of one part. The parts are the same whatever the features of the target are found to be: a skip costs as if it were run.
 * @param durations of scenarios in earlier runs, in milliseconds; what is not among them is weighed by its requests.
 */
export function splitScenarios(
  scenarios: readonly PlannedScenario[],
  shard: Shard,
  suites: SuiteSet,
  durations: ReadonlyMap<string, number> = new Map(),
): Split {
  const requests = (one: PlannedScenario): number => scenarioCost({ scenario: one.scenario }, suites, usualRounds).sent;
  const known = scenarios.flatMap((one) => {
    const ms = durations.get(one.id);
    return ms === undefined ? [] : [{ ms, sent: requests(one) }];
  });
  const sum = (key: 'ms' | 'sent'): number => known.reduce((all, one) => all + one[key], 0);
  const each = known.length === 0 ? 1 : sum('ms') / Math.max(1, sum('sent'));
  // Whole numbers, so that every machine adds up the same.
  const weights = new Map(
    scenarios.map((one) => [one.id, Math.round(durations.get(one.id) ?? requests(one) * each)] as const),
  );
  const all = [...weights].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const by = createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 16);
  return { scenarios: inShard(scenarios, shard, ({ id }) => weights.get(id) ?? 0), by };
}
