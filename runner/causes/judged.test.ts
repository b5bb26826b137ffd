import { describe, expect, it } from 'vitest';
import type { AssertionResult, ScenarioResult } from '../../core/report.ts';
import { judgedIn } from './judged.ts';

const location = { file: 'suites/toy/notes.yaml', line: 1, column: 1 };
const scenario = (id: string, verdicts: Readonly<Record<string, AssertionResult['verdict']>>): ScenarioResult => ({
  id,
  title: id,
  location,
  verdict: 'fail',
  durationMs: 0,
  assertions: Object.entries(verdicts).map(([name, verdict]) => ({
    id: name,
    step: 's',
    rule: 'R',
    level: 'MUST',
    verdict,
    location,
    mismatches: [],
  })),
  exchanges: [],
  races: [],
});

describe('judgedIn', () => {
  it('takes what was inconclusive or in error for unknown', () => {
    const found = judgedIn([
      scenario('toy/a/x', { 's/1': 'pass', 's/2': 'fail', 's/3': 'inconclusive', 's/4': 'error' }),
    ]);
    expect([...found.failed]).toEqual(['toy/a/x/s/2 R']);
    expect([...found.passed]).toEqual(['toy/a/x/s/1 R']);
  });

  it('takes an invariant that failed anywhere for failed', () => {
    const places = [scenario('toy/a/x', { 's/invariant-1': 'fail' }), scenario('toy/b/y', { 't/invariant-1': 'pass' })];
    for (const order of [places, places.toReversed()]) {
      const { failed, passed } = judgedIn(order);
      expect([[...failed], [...passed]]).toEqual([['toy/invariant-1 R'], []]);
    }
  });
});
