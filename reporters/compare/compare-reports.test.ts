import { describe, expect, it } from 'vitest';
import type { RuleResult, TargetReport } from '../../core/report.ts';
import { plainStyle } from '../console/style.ts';
import { compareReports } from './compare-reports.ts';
import { renderComparison } from './render-comparison.ts';

const report = (verdicts: Readonly<Record<string, RuleResult['verdict']>>) => ({
  targets: [
    {
      protocol: 'toy',
      edition: 'v1',
      rules: Object.entries(verdicts).map(([rule, verdict]) => ({
        rule,
        verdict,
        level: 'MUST',
        statement: `It is \u001b[31m${rule}.`,
      })),
    } as unknown as TargetReport,
  ],
});
const all = () => true;

describe('compareReports', () => {
  it.each([
    ['pass', 'fail', 'regression'],
    ['untested', 'fail', 'regression'],
    ['pass', 'inconclusive', 'regression'],
    ['fail', 'pass', 'fix'],
    ['error', 'pass', 'fix'],
    ['fail', 'inconclusive', 'fix'],
    ['pass', 'untested', 'other'],
    ['skipped', 'pass', 'other'],
  ] as const)('takes %s, then %s for a %s', (before, after, change) => {
    const { differences } = compareReports([report({ A: before }), report({ A: after })], all);
    expect(differences).toMatchObject([{ rule: 'A', outcomes: [before, after], change }]);
  });

  it('says which rules only some reports have, and counts what is the same', () => {
    const { differences, same } = compareReports(
      [report({ A: 'pass', B: 'pass' }), report({ B: 'pass', C: 'fail' })],
      all,
    );
    expect(differences.map(({ rule, outcomes, change }) => [rule, ...outcomes, change])).toEqual([
      ['A', 'pass', 'absent', 'other'],
      ['C', 'absent', 'fail', 'regression'],
    ]);
    expect(same).toBe(1);
  });

  it('tells targets of one protocol apart', () => {
    const two = (first: RuleResult['verdict'], second: RuleResult['verdict']) => ({
      targets: [report({ A: first }), report({ A: second })].flatMap(({ targets }, index) =>
        targets.map((target) => ({ ...target, url: `http://${index}` })),
      ),
    });
    expect(compareReports([two('pass', 'pass'), two('fail', 'pass')], all).differences).toMatchObject([
      { target: 'toy v1 at http://0', outcomes: ['pass', 'fail'], change: 'regression' },
    ]);
  });

  it('goes by the first and the last of several', () => {
    const { differences } = compareReports([report({ A: 'pass' }), report({ A: 'fail' }), report({ A: 'pass' })], all);
    expect(differences).toMatchObject([{ outcomes: ['pass', 'fail', 'pass'], change: 'between' }]);
  });
});

it('is shown as tables, with nothing that a terminal obeys', () => {
  const comparison = compareReports(
    [report({ A: 'pass', B: 'fail', D: 'pass' }), report({ A: 'fail', B: 'pass', C: 'pass', D: 'pass' })],
    ({ rule }) => rule !== 'A',
  );
  expect(renderComparison(comparison, ['old.json', 'new.json'], plainStyle).join('\n')).toMatchInlineSnapshot(`
    "1  old.json
    2  new.json

    Regressions (1)
                1     2
      toy v1 A  pass  fail  It is \\x1b[31mA. (does not decide)

    Fixes (1)
                1     2
      toy v1 B  fail  pass  It is \\x1b[31mB.

    Judged in some of them only (1)
                1       2
      toy v1 C  absent  pass  It is \\x1b[31mC.

    The same in all of them: 1 rule."
  `);
});
