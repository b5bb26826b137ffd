import type { Report, TargetReport } from '../../core/report.ts';
import type { Policy } from '../policy.ts';
import { countOutcomes } from './count-outcomes.ts';
import { type FailureGroup, groupByCause } from './failure-groups.ts';
import { type FormMatrix, formMatrix } from './form-matrix.ts';
import { type LevelRow, levelTable } from './level-table.ts';
import { type OpenItem, openItems } from './open-items.ts';
import { type RuleOutcome, ruleOutcomes } from './rule-outcome.ts';

/** A report as somebody reads it: what is broken and why first, then all of it in tables. Data only; pages are made of it. */
export interface ReportView {
  readonly report: Report;
  readonly site?: string;
  readonly targets: readonly TargetView[];
}

/** A target as somebody reads it. */
export interface TargetView {
  readonly target: TargetReport;
  /** "dab v2". */
  readonly name: string;
  readonly outcomes: readonly RuleOutcome[];
  /** "143 passed, 3 failed". */
  readonly counts: string;
  /** What decides, grouped by what would explain it. */
  readonly failures: readonly FailureGroup[];
  /** What failed and does not decide. */
  readonly warnings: readonly RuleOutcome[];
  readonly known: readonly RuleOutcome[];
  readonly open: readonly OpenItem[];
  readonly levels: readonly LevelRow[];
  /** Forms of write × laws; undefined: none was tried. */
  readonly matrix?: FormMatrix;
}

/** Puts a report in the order in which it is read. Pure. */
export function viewReport(
  report: Report,
  { policy, site }: { readonly policy: Policy; readonly site?: string },
): ReportView {
  return {
    report,
    ...(site === undefined ? {} : { site }),
    targets: report.targets.map((target) => viewTarget(target, policy)),
  };
}

function viewTarget(target: TargetReport, policy: Policy): TargetView {
  const outcomes = ruleOutcomes(target, policy);
  const matrix = formMatrix(target);
  const of = (kind: RuleOutcome['shown']): RuleOutcome[] => outcomes.filter(({ shown }) => shown === kind);
  return {
    target,
    name: `${target.protocol} ${target.edition}`,
    outcomes,
    counts: countOutcomes(outcomes),
    failures: groupByCause(target, of('fail')),
    warnings: of('warning'),
    known: of('known'),
    open: openItems(target),
    levels: levelTable(outcomes),
    ...(matrix === undefined ? {} : { matrix }),
  };
}
