import type { Report, TargetReport } from '../../core/report.ts';
import { defaultPolicy, type Policy } from '../policy.ts';
import { causeTexts } from '../text/cause-texts.ts';
import { judgedText } from '../text/judged-text.ts';
import { type TestCase, testCasesOf } from './test-cases.ts';
import { element, renderXml, type XmlElement } from './xml.ts';

/**
 * The report in the JUnit format that Jenkins reads: one test suite per target and suite, one test case per scenario and
 * rule. A failure that decides the run is a <failure>; error and inconclusive are <error>; skipped, failures that do not decide
 * (warnings, provisional rules, known failures), what these hide and what is out of scope are <skipped> with the reason.
 */
export function renderJunit(report: Report, policy: Policy = defaultPolicy): string {
  const suites = [...report.targets.flatMap((target) => suitesOf(target, report, policy)), ...runSuite(report)];
  return renderXml(
    element(
      'testsuites',
      {
        name: report.tool.name,
        tests: sum(suites, 'tests'),
        failures: sum(suites, 'failures'),
        errors: sum(suites, 'errors'),
        time: seconds(report.durationMs),
      },
      suites.map((suite) => suite.element),
    ),
  );
}

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly element: XmlElement;
}

function suitesOf(target: TargetReport, report: Report, policy: Policy): Suite[] {
  const name = `${target.protocol}.${target.edition}`;
  const properties: [string, string][] = [
    ['target', target.url],
    ['protocol', target.protocol],
    ['edition', target.edition],
    ['verdict', target.verdict],
    ['seed', report.seed],
    ...(target.judged === undefined
      ? []
      : [['real-products', judgedText(target.protocol, target.judged)] as [string, string]]),
    ...(target.outOfScope ?? []).map(({ entry, reason, expires, refused }): [string, string] => [
      'out-of-scope',
      `${entry}: ${refused === undefined ? reason : `refused: ${refused}`}${expires === undefined ? '' : ` (until ${expires})`}`,
    ]),
    ...(target.notes ?? []).map((text): [string, string] => ['note', text]),
    ...causeTexts(target.causes).map((text, index): [string, string] => [`likely-cause-${index + 1}`, text]),
  ];
  if (target.unreachable !== undefined) {
    const problem = { kind: 'error', type: 'unreachable', message: target.unreachable, text: '' } as const;
    return [
      suite(name, [{ name: 'target answers', className: name, timeMs: 0, outcome: problem }], report, properties),
    ];
  }
  return [...testCasesOf(target, policy)].map(([id, cases]) => suite(`${name} ${id}`, cases, report, properties));
}

/** What belongs to the run and to no scenario: faults of the gate itself, and that it was cut short. */
function runSuite(report: Report): Suite[] {
  const { stale = [], unnamed = [] } = report.baseline ?? {};
  const fault = (className: string, name: string, type: string, message: string): TestCase => ({
    name,
    className,
    timeMs: 0,
    outcome: { kind: 'failure', type, message, text: '' },
  });
  const faults = [
    ...stale.map(({ entry, why }) => fault('baseline', `baseline entry ${entry}`, 'stale', why)),
    ...unnamed.map(({ entry, scenarios }) =>
      fault('baseline', `baseline entry ${entry}`, 'hidden', `hides more than it names: ${scenarios.join(', ')}`),
    ),
    ...report.targets.flatMap(({ outOfScope = [] }) =>
      outOfScope.flatMap(({ entry, refused }) =>
        refused === undefined ? [] : [fault('out-of-scope', `out of scope: ${entry}`, 'refused', refused)],
      ),
    ),
  ];
  const interrupted: TestCase[] = report.interrupted
    ? [
        {
          name: 'run is complete',
          className: 'run',
          timeMs: 0,
          outcome: { kind: 'error', type: 'interrupted', message: 'the run was interrupted', text: '' },
        },
      ]
    : [];
  const cases = [...faults, ...interrupted];
  return cases.length === 0 ? [] : [suite('run', cases, report, [])];
}

function suite(
  name: string,
  cases: readonly TestCase[],
  report: Report,
  properties: readonly (readonly [string, string])[],
): Suite {
  const count = (kind: string) => cases.filter(({ outcome }) => outcome?.kind === kind).length;
  const counts = { tests: cases.length, failures: count('failure'), errors: count('error') };
  const timeMs = cases.reduce((total, { timeMs: time }) => total + time, 0);
  const attributes = { name, ...counts, skipped: count('skipped'), time: seconds(timeMs), timestamp: report.startedAt };
  const head = properties.map(([key, value]) => element('property', { name: key, value }));
  return {
    ...counts,
    element: element('testsuite', attributes, [
      ...(head.length > 0 ? [element('properties', {}, head)] : []),
      ...cases.map(testCase),
    ]),
  };
}

function testCase({ name, className, timeMs, outcome }: TestCase): XmlElement {
  const child = outcome
    ? [
        element(
          outcome.kind,
          { type: outcome.type, message: outcome.message },
          outcome.text === '' ? [] : [outcome.text],
        ),
      ]
    : [];
  return element('testcase', { classname: className, name, time: seconds(timeMs) }, child);
}

function sum(suites: readonly Suite[], key: 'tests' | 'failures' | 'errors'): number {
  return suites.reduce((total, item) => total + item[key], 0);
}

function seconds(ms: number): string {
  return (Math.max(0, ms) / 1000).toFixed(3);
}
