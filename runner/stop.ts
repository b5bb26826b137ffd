import type { ScenarioResult } from '../core/report.ts';
import { isGating } from '../core/rule.ts';
import { decides } from './judge/verdict/run-verdict.ts';
import type { RunOptions, TargetPlan } from './options.ts';

/** Whether a run goes on: with `failFast` it begins nothing more once something has failed that ends it in exit 1. */
export interface Stop {
  readonly reached: boolean;
  /** Looks at what has become of a scenario. */
  see(result: ScenarioResult, plan: TargetPlan): void;
}

/** What the baseline lists never stops a run: whether just this failure is listed is known only at its end. */
export function createStop({ failFast = false, baseline, strict, provisional }: RunOptions): Stop {
  const listed = new Set((baseline?.entries ?? []).map(({ rule }) => rule));
  let reached = false;
  return {
    get reached() {
      return reached;
    },
    see({ assertions }, { spec, catalogue }) {
      if (!failFast || reached) return;
      reached = assertions.some(({ rule: id, level, verdict }) => {
        const rule = verdict === 'fail' && !listed.has(id) ? spec.rules.find((one) => one.id === id) : undefined;
        if (rule === undefined) return false;
        const advisory = catalogue !== undefined && rule.since > catalogue;
        return decides({ level, gating: isGating(rule), advisory }, { strict, provisional });
      });
    },
  };
}
