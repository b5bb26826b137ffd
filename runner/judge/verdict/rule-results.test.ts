import { describe, expect, it } from 'vitest';
import type { AssertionResult, ScenarioResult } from '../../../core/report.ts';
import type { Level } from '../../../core/rule.ts';
import { planTarget } from '../../plan/plan-target.ts';
import { answer, entry, fakeClient, plan, rule, scenario, step } from '../../testing/sample-plan.ts';
import { ruleResults } from './rule-results.ts';

const target = plan(
  [scenario('s', { steps: [step('a', 'GET /', { expect: [entry('T-1', { status: [200] })] })] })],
  fakeClient(() => answer(200)),
  {
    catalogue: '2026-11',
    spec: {
      rules: [
        rule('T-1'),
        rule('T-2', { since: '2026-12' }),
        rule('T-3', { untestable: 'nobody can see it' }),
        rule('C-1', { party: 'client' }),
        rule('E-1', { editions: ['v2'] }),
        rule('I-1', { evidence: 'inference' }),
      ],
    },
  },
);
const [planned] = planTarget(target).scenarios;

type Said = readonly [verdict: AssertionResult['verdict'], level: Level];

function judge(said: readonly Said[], more: Partial<ScenarioResult> = {}) {
  if (planned === undefined) throw new Error('nothing planned');
  const location = { file: 'f', line: 1, column: 1 };
  const assertions = said.map(
    ([verdict, level], index): AssertionResult => ({
      id: `a/${index}`,
      step: 'a',
      rule: 'T-1',
      level,
      verdict,
      location,
      mismatches: [],
    }),
  );
  const result: ScenarioResult = {
    id: planned.id,
    title: '',
    location,
    verdict: 'pass',
    durationMs: 0,
    assertions,
    exchanges: [],
    races: [],
    ...more,
  };
  return ruleResults(target, [{ planned, result }]);
}

describe('ruleResults', () => {
  it('lists the server rules of the edition, and says why a rule cannot be tested', () => {
    expect(
      judge([]).map(({ rule: id, verdict, reason, advisory, gating }) => [id, verdict, reason, advisory, gating]),
    ).toEqual([
      ['T-1', 'untested', undefined, false, true],
      ['T-2', 'untested', undefined, true, true],
      ['T-3', 'untested', 'nobody can see it', false, true],
      ['I-1', 'untested', undefined, false, false],
    ]);
  });

  it.each<[string, readonly Said[], string, Level]>([
    ['passes', [['pass', 'MUST']], 'pass', 'MUST'],
    [
      'fails before it is in error',
      [
        ['error', 'MUST'],
        ['fail', 'MUST'],
        ['pass', 'MUST'],
      ],
      'fail',
      'MUST',
    ],
    [
      'is in error before it is inconclusive',
      [
        ['inconclusive', 'MUST'],
        ['error', 'MUST'],
      ],
      'error',
      'MUST',
    ],
    [
      'is inconclusive before it passes',
      [
        ['pass', 'MUST'],
        ['inconclusive', 'MUST'],
      ],
      'inconclusive',
      'MUST',
    ],
    [
      'fails only where it says SHOULD',
      [
        ['pass', 'MUST'],
        ['fail', 'SHOULD'],
      ],
      'fail',
      'SHOULD',
    ],
    [
      'does not hide an open MUST behind a failed SHOULD',
      [
        ['inconclusive', 'MUST'],
        ['fail', 'SHOULD'],
      ],
      'inconclusive',
      'MUST',
    ],
  ])('%s', (_, said, verdict, level) => {
    const [first] = judge(said);
    expect([first?.verdict, first?.level]).toEqual([verdict, level]);
  });

  it('counts a scenario that came to nothing for the rules it would have judged', () => {
    expect(judge([], { verdict: 'error', reason: 'internal fault' })[0]).toMatchObject({
      verdict: 'error',
      reason: 'internal fault',
      counts: { error: 1 },
    });
    expect(judge([], { verdict: 'skipped', reason: 'no wings' })[0]).toMatchObject({
      verdict: 'skipped',
      reason: 'no wings',
    });
  });
});
