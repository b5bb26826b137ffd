import type { Report, TargetReport } from '../../core/report.ts';
import type { Policy } from '../policy.ts';
import { type TestCase, testCasesOf } from './test-cases.ts';

/** Test cases that belong together, for formats that know nothing but tests. */
export interface TestSuite {
  readonly name: string;
  /** Undefined: what belongs to the run and to no target. */
  readonly target?: TargetReport;
  readonly cases: readonly TestCase[];
}

/** Several formats of one report ask for the same, and it is thousands of cases. */
const made = new WeakMap<Report, Map<string, readonly TestSuite[]>>();

/** The report as tests: one suite per target and suite, one case per scenario and rule; faults of the gate itself last. */
export function testSuitesOf(report: Report, policy: Policy): readonly TestSuite[] {
  const known = made.get(report) ?? new Map<string, readonly TestSuite[]>();
  made.set(report, known);
  const key = `${policy.strict} ${policy.provisional}`;
  const suites = known.get(key) ?? makeSuites(report, policy);
  known.set(key, suites);
  return suites;
}

function makeSuites(report: Report, policy: Policy): readonly TestSuite[] {
  const ofRun = runCases(report);
  return [
    ...report.targets.flatMap((target) => suitesOf(target, policy)),
    ...(ofRun.length === 0 ? [] : [{ name: 'run', cases: ofRun }]),
  ];
}

function suitesOf(target: TargetReport, policy: Policy): TestSuite[] {
  const name = `${target.protocol}.${target.edition}`;
  if (target.unreachable !== undefined) {
    const outcome = { kind: 'error', type: 'unreachable', message: target.unreachable, text: '' } as const;
    return [{ name, target, cases: [{ name: 'target answers', className: name, timeMs: 0, outcome }] }];
  }
  return [...testCasesOf(target, policy)].map(([id, cases]) => ({ name: `${name} ${id}`, target, cases }));
}

/** What belongs to the run and to no scenario: faults of the gate itself, and that it was cut short. */
function runCases(report: Report): TestCase[] {
  const { stale = [], unnamed = [] } = report.baseline ?? {};
  return [
    ...stale.map(({ entry, why }) => fault('baseline', `baseline entry ${entry}`, 'stale', why)),
    ...unnamed.map(({ entry, scenarios }) =>
      fault('baseline', `baseline entry ${entry}`, 'hidden', `hides more than it names: ${scenarios.join(', ')}`),
    ),
    ...report.targets.flatMap(({ outOfScope = [] }) =>
      outOfScope.flatMap(({ entry, refused }) =>
        refused === undefined ? [] : [fault('out-of-scope', `out of scope: ${entry}`, 'refused', refused)],
      ),
    ),
    ...(report.problems ?? []).map((problem) => problemCase('tool', 'the tool itself works', problem)),
    ...(report.interrupted ? [problemCase('interrupted', 'run is complete', 'the run was interrupted')] : []),
  ];
}

function fault(className: string, name: string, type: string, message: string): TestCase {
  return { name, className, timeMs: 0, outcome: { kind: 'failure', type, message, text: '' } };
}

function problemCase(type: string, name: string, message: string): TestCase {
  return { name, className: 'run', timeMs: 0, outcome: { kind: 'error', type, message, text: '' } };
}
