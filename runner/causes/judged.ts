import { assertionId } from '../../core/assertion-id.ts';
import type { ScenarioResult } from '../../core/report.ts';

/** Assertions that a run has judged, by id. What is in neither set is unknown: inconclusive, skipped, not selected. */
export interface Judged {
  readonly failed: ReadonlySet<string>;
  readonly passed: ReadonlySet<string>;
}

/** What was judged in these scenarios. An invariant has failed when it failed anywhere. */
export function judgedIn(scenarios: readonly ScenarioResult[]): Judged {
  const failed = new Set<string>();
  const passed = new Set<string>();
  for (const scenario of scenarios) {
    for (const assertion of scenario.assertions) {
      if (assertion.verdict === 'fail') failed.add(assertionId(scenario, assertion));
      if (assertion.verdict === 'pass') passed.add(assertionId(scenario, assertion));
    }
  }
  for (const id of failed) passed.delete(id);
  return { failed, passed };
}
