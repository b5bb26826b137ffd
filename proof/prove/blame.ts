import type { AssertionResult } from '../../core/report.ts';
import type { RuleId } from '../../core/rule.ts';
import type { Trial, TrialExchange } from './create-trials.ts';

/**
 * Why an assertion fails under a mutant:
 * - *declared*: the mutant says that it breaks this rule.
 * - *company*: the mutant changed an exchange that the assertion looks at, so that what it saw is wrong.
 * - *inherited*: all that it looked at is as it would be on a sound server in the same state; an earlier exchange went wrong, and the
 *   scenario blames a rule for it. It wants an `assume`.
 */
type Blame = 'declared' | 'company' | 'inherited';

/** An assertion that failed, and why. */
export interface Blamed {
  readonly assertion: AssertionResult;
  readonly blame: Blame;
}

/**
 * Tells of every failed assertion of a trial what it is to be blamed on. Where a rule has failed before, it fails again with the
 * same blame: nothing new is said about it. Pure.
 */
export function blameTrial({ result, exchanges }: Trial, declared: ReadonlySet<RuleId>): Blamed[] {
  const company = new Set<RuleId>();
  const blameOf = (assertion: AssertionResult): Blame => {
    if (declared.has(assertion.rule)) return 'declared';
    if (company.has(assertion.rule)) return 'company';
    const seen = lookedAt(assertion, result.assertions, exchanges);
    if (!seen.some(({ trace }) => trace.differs)) return 'inherited';
    company.add(assertion.rule);
    return 'company';
  };
  return result.assertions
    .filter(({ verdict }) => verdict === 'fail')
    .map((assertion) => ({ assertion, blame: blameOf(assertion) }));
}

/**
 * The exchanges that an assertion looks at: its own answer; of an effect the reads around it as well; of a race all
 * of its requests and reads. A read shows what came of the writes before it: where the rule judges these too, it looks at
 * them. What came about in one of several rounds is not told apart from what did in another.
 */
function lookedAt(
  assertion: AssertionResult,
  assertions: readonly AssertionResult[],
  exchanges: readonly TrialExchange[],
): TrialExchange[] {
  const { step, rule, exchange } = assertion;
  const ofStep = exchanges.filter((each) => each.step === step);
  const own = ofStep.filter(({ index }) => index === exchange);
  if (isInvariant(assertion)) return own.length > 0 ? own : ofStep;
  const whole =
    own.length === 0 || ofStep.some(({ role }) => role === 'race') || assertion.mismatches.some(isAboutEffect);
  const seen = whole ? ofStep : own;
  if (!own.every(({ safe }) => safe)) return seen;
  const judged = new Set(
    assertions.filter((each) => each.rule === rule && !isInvariant(each)).map((each) => each.step),
  );
  const before = exchanges.slice(0, exchanges.lastIndexOf(ofStep.at(-1) as TrialExchange));
  return [...before.filter((each) => judged.has(each.step)), ...seen];
}

function isInvariant({ id }: AssertionResult): boolean {
  return /\/invariant-\d+$/.test(id);
}

function isAboutEffect({ fact }: { readonly fact: string }): boolean {
  return fact.startsWith('effect ');
}
