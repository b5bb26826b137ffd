import type { Report } from '../../core/report.ts';
import type { Policy } from '../policy.ts';
import { inertJsonLine } from '../text/inert-json.ts';
import { neutralizeBlock, neutralizeLine } from '../text/neutralize.ts';
import type { TestCase } from '../view/test-cases.ts';
import { testSuitesOf } from '../view/test-suites.ts';

/**
 * The report in the Test Anything Protocol, version 14: one test point per scenario and rule. A failure that does not decide is a TODO
 * with the reason, what does not apply or is known is a SKIP, and what could not be judged is not ok.
 */
export function renderTap(report: Report, policy: Policy): string {
  const suites = testSuitesOf(report, policy);
  const count = suites.reduce((sum, { cases }) => sum + cases.length, 0);
  const lines = ['TAP version 14', `1..${count}`];
  let number = 0;
  for (const { name, cases } of suites) {
    lines.push(`# ${neutralizeLine(name)}`);
    for (const one of cases) lines.push(...testPoint(++number, one));
  }
  lines.push(`# verdict: ${report.verdict}, exit ${report.exitCode}`);
  return `${lines.join('\n')}\n`;
}

function testPoint(number: number, { name, className, outcome, location }: TestCase): string[] {
  const description = `${number} - ${inLine(`${className} ${name}`)}`;
  if (outcome === undefined) return [`ok ${description}`];
  const { kind, type, message, text, excused } = outcome;
  if (kind === 'skipped' && !excused) return [`ok ${description} # SKIP ${inLine(message)}`];
  const yaml = {
    type,
    message: neutralizeLine(message),
    severity: kind === 'skipped' ? 'todo' : kind === 'failure' ? 'fail' : 'error',
    ...(location === undefined ? {} : { at: { file: location.file, line: location.line, column: location.column } }),
  };
  return [
    `not ok ${description}${excused ? ` # TODO ${inLine(message)}` : ''}`,
    '  ---',
    // JSON is YAML: nothing in a value can end the block, nor can a line that is indented further.
    ...Object.entries(yaml).map(([key, value]) => `  ${key}: ${inertJsonLine(value)}`),
    ...(text === '' ? [] : ['  details: |2', ...neutralizeBlock(text).map((line) => `    ${line}`)]),
    '  ...',
  ];
}

/** On one line, and neither "#", which begins a directive, nor the backslash that escapes it acts. */
function inLine(text: string): string {
  return neutralizeLine(text).replaceAll(/[\\#]/g, String.raw`\$&`);
}
