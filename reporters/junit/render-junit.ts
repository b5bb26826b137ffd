import type { Report, TargetReport } from '../../core/report.ts';
import { defaultPolicy, type Policy } from '../policy.ts';
import { causeTexts } from '../text/cause-texts.ts';
import { judgedText } from '../text/judged-text.ts';
import type { TestCase } from '../view/test-cases.ts';
import { type TestSuite, testSuitesOf } from '../view/test-suites.ts';
import { element, renderXml, type XmlElement } from './xml.ts';

/**
 * The report in the JUnit format that Jenkins reads: one test suite per target and suite, one test case per scenario and
 * rule. A failure that decides the run is a <failure>; error and inconclusive are <error>; skipped, failures that do not decide
 * (warnings, provisional rules, known failures), what these hide and what is out of scope are <skipped> with the reason.
 */
export function renderJunit(report: Report, policy: Policy = defaultPolicy): string {
  const suites = testSuitesOf(report, policy).map((one) => suiteOf(one, report));
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

function suiteOf({ name, target, cases }: TestSuite, report: Report): Suite {
  return suite(name, cases, report, target === undefined ? [] : propertiesOf(target, report));
}

function propertiesOf(target: TargetReport, report: Report): readonly (readonly [string, string])[] {
  return [
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
