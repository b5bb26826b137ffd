import type { ScenarioResult, TargetReport } from '../../../core/report.ts';
import { isUnjudged, type Severity } from './run-verdict.ts';

/** Is something of a scenario left out of the verdict: listed in a baseline, hidden by what is, or out of scope? */
export function isLeftOut({ known, outOfScope, assertions }: ScenarioResult): boolean {
  return (known ?? outOfScope) !== undefined || assertions.some((one) => (one.known ?? one.outOfScope) !== undefined);
}

/** Could something of a target not be judged: the target itself, a scenario without an answer, a rule that decides? */
export function isOpen(
  { rules, scenarios, unreachable }: Pick<TargetReport, 'rules' | 'scenarios' | 'unreachable'>,
  severity: Severity,
): boolean {
  return (
    unreachable !== undefined || scenarios.some(({ verdict }) => verdict === 'error') || isUnjudged(rules, severity)
  );
}
