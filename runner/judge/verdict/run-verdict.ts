import type { RuleResult, RunVerdict, Verdict } from '../../../core/report.ts';
import { isMandatory } from '../../../core/rule.ts';

/** What decides besides gating MUSTs. */
export interface Severity {
  /** SHOULD failures decide, too. */
  readonly strict: boolean;
  /** Inferred rules decide, too. */
  readonly provisional: boolean;
}

/** How whole a target's run was. */
export interface Coverage {
  /** Nothing was filtered out, nothing was cut short. */
  readonly whole: boolean;
  /** One of several parts (--shard): that it verifies nothing says nothing. */
  readonly part?: boolean;
  /** Something was left out of the verdict: listed in a baseline, hidden by what is, or out of scope. */
  readonly leftOut: boolean;
  /** A scenario got no answer, or the harness could not go on: a pass would be one of the others only. */
  readonly inError: boolean;
  /** Rules of which some scenario did apply but could not be run here (identity not given, feature undeclared). */
  readonly excluded: ReadonlySet<string>;
}

/** Does a failure of this rule make the run nonconforming? */
export function decides(
  rule: Pick<RuleResult, 'level' | 'gating' | 'advisory'>,
  { strict, provisional }: Severity,
): boolean {
  const weighs = isMandatory(rule.level) || (strict && rule.level !== 'MAY');
  return weighs && (rule.gating || provisional) && !rule.advisory;
}

/** The verdict on one target (docs/verdicts.md#a-run). */
export function targetVerdict(rules: readonly RuleResult[], coverage: Coverage, severity: Severity): RunVerdict {
  const deciding = rules.filter((rule) => decides(rule, severity));
  const are = (verdict: Verdict): boolean => deciding.some((rule) => rule.verdict === verdict && !rule.baselined);
  if (are('fail')) return 'nonconforming';
  const verifies = coverage.part === true || rules.some((rule) => isVerified(rule, severity));
  if (coverage.inError || isUnjudged(rules, severity) || !verifies) return 'undetermined';
  return coverage.whole && !coverage.leftOut && !deciding.some(({ rule }) => coverage.excluded.has(rule))
    ? 'conforming'
    : 'partial';
}

/** Could a rule that decides not be judged? */
export function isUnjudged(rules: readonly RuleResult[], severity: Severity): boolean {
  return rules.some(
    (rule) =>
      decides(rule, severity) && !rule.baselined && (rule.verdict === 'error' || rule.verdict === 'inconclusive'),
  );
}

/** A rule that passed and is more than an inference. */
function isVerified({ verdict, gating }: RuleResult, { provisional }: Severity): boolean {
  return verdict === 'pass' && (gating || provisional);
}

const worstFirst: readonly RunVerdict[] = ['nonconforming', 'undetermined', 'partial', 'conforming'];

/** The verdict on a run: the worst of its targets'. */
export function runVerdict(targets: readonly RunVerdict[]): RunVerdict {
  return worstFirst.find((verdict) => targets.includes(verdict)) ?? 'undetermined';
}

/** What the exit code of a run depends on. */
export interface ExitGround {
  readonly interrupted: boolean;
  readonly verdicts: readonly RunVerdict[];
  /** Faults of the gate itself: stale entries of the baseline, scenarios hidden and not named, refused entries of out-of-scope. */
  readonly faults: number;
  /** Something could not be judged: a target, a scenario without an answer, a deciding rule, a reporter that failed. */
  readonly unjudged: boolean;
}

/** docs/verdicts.md#exit-codes, where several apply: 130 > 2 > 1 > 3 > 4 > 0. (2 is an error thrown before there is a report.) */
export function exitCode({ interrupted, verdicts, faults, unjudged }: ExitGround): number {
  if (interrupted) return 130;
  if (faults > 0 || verdicts.includes('nonconforming')) return 1;
  if (unjudged) return 3;
  return verdicts.length === 0 || verdicts.includes('undetermined') ? 4 : 0;
}
