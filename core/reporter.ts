import type { Report, ScenarioResult, TargetReport } from './report.ts';

/** What is about to run, for progress. */
export interface RunPlanSummary {
  readonly protocol: string;
  readonly edition: string;
  readonly url: string;
  readonly scenarios: number;
}

/**
 * Observes a run. Calls come in this order: onRunStart, then per target onTargetStart, any number of onScenarioEnd,
 * onTargetEnd; at last onRunEnd. Payloads are immutable data.
 */
export interface Reporter {
  onRunStart?(): void;
  onTargetStart?(plan: RunPlanSummary): void;
  onScenarioEnd?(result: ScenarioResult): void;
  onTargetEnd?(target: TargetReport): void;
  onRunEnd?(report: Report): void | Promise<void>;
}
