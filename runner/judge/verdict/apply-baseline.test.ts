import { describe, expect, it } from 'vitest';
import type { AssertionResult, RuleResult, ScenarioResult } from '../../../core/report.ts';
import type { BaselineEntry } from '../../options.ts';
import { applyBaseline } from './apply-baseline.ts';

const location = { file: 'f', line: 1, column: 1 };
const assertion = (rule: string, verdict: AssertionResult['verdict'], id = 's/1'): AssertionResult => ({
  id,
  step: 's',
  rule,
  level: 'MUST',
  verdict,
  location,
  mismatches: [],
});
const scenario = (id: string, ...assertions: AssertionResult[]): ScenarioResult => ({
  id,
  title: id,
  location,
  verdict: 'pass',
  durationMs: 0,
  assertions,
  exchanges: [],
  races: [],
});
const rule = (id: string): RuleResult => ({
  rule: id,
  level: 'MUST',
  statement: '',
  gating: true,
  advisory: false,
  verdict: 'fail',
  sources: [],
  scenarios: [],
  counts: { pass: 0, fail: 0, inconclusive: 0, error: 0 },
  baselined: false,
});
const entry = (id: string, more: Partial<BaselineEntry> = {}): BaselineEntry => ({
  rule: id,
  reason: 'known',
  line: 1,
  ...more,
});

const target = {
  whole: true,
  rules: [rule('A'), rule('B')],
  scenarios: [
    scenario('p/s/one[x]', assertion('A', 'fail'), assertion('B', 'pass', 's/2')),
    scenario('p/s/two', assertion('A', 'fail'), assertion('C', 'inconclusive')),
  ],
};

function apply(entries: readonly BaselineEntry[], of = target, today = '2026-11-24') {
  const { targets, report } = applyBaseline([of], { file: 'b.yaml', entries }, today);
  return {
    baselined: targets[0]?.rules.filter(({ baselined }) => baselined).map(({ rule: id }) => id),
    stale: report?.stale,
    expected: report?.expected,
  };
}

describe('applyBaseline', () => {
  it('accepts a failure that is listed', () => {
    expect(apply([entry('A')])).toEqual({ baselined: ['A'], stale: [], expected: ['A'] });
  });
  it('needs every failure of the rule to be listed', () => {
    expect(apply([entry('A', { scenario: 'p/s/one' })])).toEqual({
      baselined: [],
      stale: [],
      expected: ['A in p/s/one'],
    });
    expect(apply([entry('A', { scenario: 'p/s/one[x]' }), entry('A', { scenario: 'p/s/two#s/1' })]).baselined).toEqual([
      'A',
    ]);
  });
  it('calls an entry stale that passes, has expired, or matches nothing', () => {
    expect(apply([entry('B')]).stale).toEqual([{ entry: 'B', why: 'passes' }]);
    expect(apply([entry('A', { expires: '2026-11-23' })])).toEqual({
      baselined: [],
      expected: [],
      stale: [{ entry: 'A', why: 'expired on 2026-11-23' }],
    });
    expect(apply([entry('A', { expires: '2026-11-24' })]).stale).toEqual([]);
    expect(apply([entry('Z')]).stale).toEqual([{ entry: 'Z', why: 'there is no such rule on any target' }]);
    expect(apply([entry('A', { scenario: 'p/s/gone' })]).stale).toEqual([
      { entry: 'A in p/s/gone', why: 'matches no scenario that judges the rule' },
    ]);
  });
  it('leaves in peace what was not judged', () => {
    expect(apply([entry('C')], { ...target, rules: [...target.rules, rule('C')] }).stale).toEqual([]);
    expect(apply([entry('Z')], { ...target, whole: false }).stale).toEqual([]);
  });
});
