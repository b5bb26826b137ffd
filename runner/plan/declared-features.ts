import type { FeatureResult } from '../../core/report.ts';
import type { TargetPlan } from '../options.ts';

/** What is known of a target's features when nothing was probed: its declarations. */
export function declaredFeatures(plan: TargetPlan): readonly FeatureResult[] {
  return plan.spec.features
    .filter(({ editions }) => editions === undefined || editions.includes(plan.edition))
    .map(({ id, core }) => {
      const declared = plan.declared[id];
      if (declared === undefined) {
        return {
          feature: id,
          core,
          state: core ? 'present' : 'undeclared',
          evidence: core ? 'core feature' : 'not declared and not probed',
        };
      }
      return { feature: id, core, declared, state: core ? 'present' : declared, evidence: `declared ${declared}` };
    });
}
