import type { Report, RuleResult } from '../../core/report.ts';
import { targetKeys } from '../../core/target-keys.ts';

/** What became of a rule, in one word: a failure that a baseline lists is still one. */
type Outcome = RuleResult['verdict'] | 'absent';

/** A rule that is not the same in all reports. */
export interface Difference {
  /** "dab v2"; of several such in one report with their addresses. */
  readonly target: string;
  readonly rule: string;
  readonly statement: string;
  /** In the order of the reports; absent: the report has no such rule. */
  readonly outcomes: readonly Outcome[];
  /** From the first report to the last: worse, better, neither (it is judged now, or no longer), or other only in between. */
  readonly change: 'regression' | 'fix' | 'other' | 'between';
  /** A rule of the last report whose failure decides. */
  readonly decides: boolean;
}

/** Several reports beside each other. */
export interface Comparison {
  readonly differences: readonly Difference[];
  /** Rules that are the same in all of them. */
  readonly same: number;
}

/**
 * Compares what became of each rule. Pure.
 * @param reports at least two; the first is what there was, the last what there is.
 * @param decides does a failure of this rule end a run in exit 1?
 */
export function compareReports(
  reports: readonly Pick<Report, 'targets'>[],
  decides: (rule: RuleResult) => boolean,
): Comparison {
  const rules = new Map<string, { readonly target: string; readonly results: (RuleResult | undefined)[] }>();
  for (const [index, { targets }] of reports.entries()) {
    const keys = targetKeys(targets);
    for (const [place, { rules: results }] of targets.entries())
      for (const result of results) {
        const target = keys[place] ?? '';
        const key = `${target} ${result.rule}`;
        const row = rules.get(key) ?? { target, results: reports.map(() => undefined) };
        row.results[index] = result;
        rules.set(key, row);
      }
  }
  const all = [...rules.values()].map(({ target, results }): Difference => {
    const known = results.findLast((result) => result !== undefined) as RuleResult;
    const outcomes = results.map((result): Outcome => result?.verdict ?? 'absent');
    const change = changeOf(outcomes[0] as Outcome, outcomes.at(-1) as Outcome);
    return { target, rule: known.rule, statement: known.statement, outcomes, change, decides: decides(known) };
  });
  const differences = all.filter(({ outcomes }) => new Set(outcomes).size > 1);
  return { differences, same: all.length - differences.length };
}

/** How bad what is known is; undefined: nothing is known. */
const badness: Readonly<Partial<Record<Outcome, number>>> = { pass: 0, inconclusive: 1, error: 1, fail: 2 };

function changeOf(before: Outcome, after: Outcome): Difference['change'] {
  if (before === after) return 'between';
  const [was, is] = [badness[before], badness[after]];
  // What nobody judged before and fails now was not good before as far as is known.
  if (is === 2 && was !== 2) return 'regression';
  if (was === undefined || is === undefined || was === is) return 'other';
  return is > was ? 'regression' : 'fix';
}
