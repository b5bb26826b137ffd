import type { AssertionResult, ScenarioResult } from '../../core/report.ts';

/** What of a failure must come again for it to be the same one. Ids of steps may change when others are left out, and values from run to run. */
export interface FailureMark {
  readonly rule: string;
  /** "status", "body/error/code": what differed, without what is made anew. */
  readonly facts: readonly string[];
}

/** The failures of a scenario that nobody knew of. */
export function failuresOf({ assertions }: ScenarioResult): readonly AssertionResult[] {
  return assertions.filter(({ verdict, known }) => verdict === 'fail' && known === undefined);
}

/** The mark of a failure. */
export function markOf({ rule, mismatches }: AssertionResult): FailureMark {
  return { rule, facts: [...new Set(mismatches.map(({ fact }) => factKind(fact)))] };
}

/** Did one of these fail again, in the same way: by the same rule, and by one of the same facts? */
export function failsLike(result: Pick<ScenarioResult, 'assertions'>, marks: readonly FailureMark[]): boolean {
  return result.assertions.some(
    ({ verdict, ...assertion }) =>
      verdict === 'fail' &&
      marks.some(({ rule, facts }) => {
        const now = markOf({ verdict, ...assertion }).facts;
        return rule === assertion.rule && (facts.length === 0 || facts.some((fact) => now.includes(fact)));
      }),
  );
}

/** Are these rules judged, and does nothing fail? */
export function passes({ assertions }: Pick<ScenarioResult, 'assertions'>, marks: readonly FailureMark[]): boolean {
  const has = ({ rule }: FailureMark): boolean => assertions.some((one) => one.rule === rule && one.verdict === 'pass');
  return assertions.every(({ verdict }) => verdict !== 'fail') && marks.some(has);
}

/** The call of an effect names a row of its own run; its place does not. */
function factKind(fact: string): string {
  return fact.replace(/^(either \S+: )?effect [A-Z]+ \S+ /, '$1effect ');
}
