import type { AssertionResult, RuleResult, ScenarioResult, TargetReport } from '../../core/report.ts';
import type { SourceLocation } from '../../core/source-location.ts';
import { renderFailure } from '../console/render-failure.ts';
import { plainStyle } from '../console/style.ts';
import { excuse, type Policy } from '../policy.ts';

/** One test case, for formats that know nothing but tests; no outcome: it passed. */
export interface TestCase {
  readonly name: string;
  readonly className: string;
  readonly timeMs: number;
  /** The line of the suite it is about. */
  readonly location?: SourceLocation;
  readonly outcome?: {
    readonly kind: 'failure' | 'error' | 'skipped';
    readonly type: string;
    readonly message: string;
    readonly text: string;
    /** It failed, and that does not decide: why stands in the message. */
    readonly excused?: true;
  };
}

/** The test cases of a target by suite id, in the order of the report. */
export function testCasesOf(target: TargetReport, policy: Policy): ReadonlyMap<string, readonly TestCase[]> {
  const rules = new Map(target.rules.map((rule) => [rule.rule, rule]));
  const bySuite = new Map<string, TestCase[]>();
  for (const scenario of target.scenarios) {
    const suite = scenario.id.slice(0, scenario.id.lastIndexOf('/', openingBracket(scenario.id)));
    const className = `${target.protocol}.${target.edition}.${suite.split('/').slice(1).join('.')}`;
    const cases = casesOf(scenario, rules, policy).map((part) => ({ ...part, className }));
    const known = bySuite.get(suite);
    if (known === undefined) bySuite.set(suite, cases);
    else known.push(...cases);
  }
  return bySuite;
}

/** A case id in brackets may hold slashes. */
function openingBracket(id: string): number {
  const index = id.indexOf('[');
  return index < 0 ? id.length : index;
}

type Part = Omit<TestCase, 'className'>;

function casesOf(scenario: ScenarioResult, rules: ReadonlyMap<string, RuleResult>, policy: Policy): Part[] {
  const name = `${scenario.id.slice(scenario.id.lastIndexOf('/', openingBracket(scenario.id)) + 1)}`;
  const byRule = groupByRule(scenario);
  const { location } = scenario;
  if (byRule.size === 0) return [{ name, timeMs: scenario.durationMs, location, ...ofScenario(scenario) }];
  // The time of a scenario counts once: sums over test cases then are true.
  return [...byRule].map(([rule, assertions], index) => ({
    name: `${name} ${rule}`,
    timeMs: index === 0 ? scenario.durationMs : 0,
    location: assertions.find(({ verdict }) => verdict !== 'pass')?.location ?? location,
    ...ofRule(scenario, rules.get(rule), rule, assertions, policy),
  }));
}

/** The assertions of each rule; of a scenario that is folded only the rules are known, and that all of them passed. */
function groupByRule({ assertions, folded }: ScenarioResult): Map<string, AssertionResult[]> {
  const groups = new Map<string, AssertionResult[]>((folded?.rules ?? []).map((rule) => [rule, []]));
  for (const assertion of assertions) {
    const known = groups.get(assertion.rule);
    if (known === undefined) groups.set(assertion.rule, [assertion]);
    else known.push(assertion);
  }
  return groups;
}

function ofScenario(scenario: ScenarioResult): Pick<TestCase, 'outcome'> {
  const { verdict, reason = 'no reason given' } = scenario;
  if (verdict === 'pass') return {};
  const left = leftOut(scenario, reason);
  if (left !== undefined) return { outcome: left };
  const kind = verdict === 'skipped' ? 'skipped' : verdict === 'fail' ? 'failure' : 'error';
  return { outcome: { kind, type: verdict, message: reason, text: '' } };
}

function ofRule(
  scenario: ScenarioResult,
  rule: RuleResult | undefined,
  id: string,
  assertions: readonly AssertionResult[],
  policy: Policy,
): Pick<TestCase, 'outcome'> {
  const failed = assertions.filter(({ verdict }) => verdict === 'fail');
  const [first] = failed;
  if (first) {
    const deciding = failed.find((assertion) => excuse(assertion, rule, policy) === undefined);
    const why = deciding ? undefined : excuse(first, rule, policy);
    // What is known is not told in full again.
    const told = failed.filter(({ known }) => known === undefined);
    const text = told.length === 0 ? '' : describe(scenario, rule, id, told);
    const message = summary(deciding ?? first);
    return why === undefined
      ? { outcome: { kind: 'failure', type: id, message, text } }
      : {
          outcome: {
            kind: 'skipped',
            type: id,
            message: `fails, but does not decide (${why}): ${message}`,
            text,
            excused: true,
          },
        };
  }
  const open = assertions.filter(({ verdict }) => verdict === 'inconclusive');
  const unjudged =
    assertions.find(({ verdict }) => verdict === 'error') ??
    open.find((one) => (one.known ?? one.outOfScope) === undefined) ??
    open[0];
  if (!unjudged) return {};
  const message = unjudged.reason ?? scenario.reason ?? 'no reason given';
  const left = leftOut(unjudged, message);
  if (left !== undefined) return { outcome: left };
  return { outcome: { kind: 'error', type: unjudged.verdict, message, text: '' } };
}

/** What is open and does not count: hidden by a known failure, or out of scope. */
function leftOut(
  { known, outOfScope }: Pick<AssertionResult, 'known' | 'outOfScope'>,
  why: string,
): TestCase['outcome'] | undefined {
  if (known !== undefined)
    return { kind: 'skipped', type: 'known', message: `hidden by a known failure (${known}): ${why}`, text: '' };
  if (outOfScope === undefined) return undefined;
  return { kind: 'skipped', type: 'out-of-scope', message: `out of scope (${outOfScope}): ${why}`, text: '' };
}

function summary({ reason, mismatches, location }: AssertionResult): string {
  const [mismatch] = mismatches;
  const what = mismatch ? `${mismatch.fact}: expected ${mismatch.expected}, actual ${mismatch.actual}` : (reason ?? '');
  const short = what.length > 300 ? `${what.slice(0, 300)}…` : what;
  return `${short} (${location.file}:${location.line}:${location.column})`;
}

/** The same text as on the console. */
function describe(
  scenario: ScenarioResult,
  rule: RuleResult | undefined,
  id: string,
  failed: readonly AssertionResult[],
): string {
  const known: RuleResult = rule ?? {
    rule: id,
    level: failed[0]?.level ?? 'MUST',
    statement: '',
    gating: true,
    advisory: false,
    verdict: 'fail',
    sources: [],
    scenarios: [scenario.id],
    counts: { pass: 0, fail: failed.length, inconclusive: 0, error: 0 },
    baselined: false,
  };
  const failures = failed.map((assertion) => ({ scenario, assertion }));
  return renderFailure({ rule: known, shown: 'fail', failures }, plainStyle).join('\n');
}
