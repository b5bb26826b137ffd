import type { Report } from '../../core/report.ts';
import type { Policy } from '../policy.ts';
import { inertJson } from '../text/inert-json.ts';
import { neutralizeBlock, neutralizeLine } from '../text/neutralize.ts';
import type { TestCase } from '../view/test-cases.ts';
import { testSuitesOf } from '../view/test-suites.ts';

/** The report in the Common Test Report Format (ctrf.io): a test per scenario and rule. */
export function renderCtrf(report: Report, policy: Policy): string {
  const start = Date.parse(report.startedAt);
  const tests = testSuitesOf(report, policy).flatMap(({ name, cases }) => cases.map((one) => test(one, name)));
  const count = (status: string): number => tests.filter((one) => one.status === status).length;
  const document = {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    timestamp: report.startedAt,
    generatedBy: `${report.tool.name} ${report.tool.version}`,
    results: {
      tool: { name: report.tool.name, version: report.tool.version },
      summary: {
        tests: tests.length,
        passed: count('passed'),
        failed: count('failed'),
        pending: 0,
        skipped: count('skipped'),
        other: count('other'),
        start,
        stop: start + Math.round(report.durationMs),
      },
      tests,
      extra: { verdict: report.verdict, exitCode: report.exitCode, seed: report.seed },
    },
  };
  // There are thousands of tests: one a line.
  return `${inertJson(document, (value) => 'status' in value && 'duration' in value)}\n`;
}

/** Passed, failed, skipped; "other" is what could not be judged. */
function test({ name, className, timeMs, outcome, location }: TestCase, suite: string) {
  const shown = {
    name: neutralizeLine(`${className} ${name}`),
    duration: Math.round(timeMs),
    suite: [neutralizeLine(suite)],
  };
  const at = location === undefined ? {} : { filePath: neutralizeLine(location.file), line: location.line };
  if (outcome === undefined) return { ...shown, status: 'passed' as const, ...at };
  const { kind, type, message, text } = outcome;
  return {
    ...shown,
    status: statuses[kind],
    rawStatus: neutralizeLine(kind === 'error' ? type : kind),
    message: neutralizeLine(message),
    ...(text === '' ? {} : { trace: neutralizeBlock(text).join('\n') }),
    ...at,
  };
}

const statuses = { failure: 'failed', error: 'other', skipped: 'skipped' } as const;
