import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RuleResult } from '../../core/report.ts';
import { mergeRule } from './merge-rules.ts';

const rule = (verdict: RuleResult['verdict'], more: Partial<RuleResult> = {}): RuleResult => ({
  rule: 'X-001',
  level: 'MUST',
  statement: 'A server does it.',
  gating: true,
  advisory: false,
  verdict,
  sources: [],
  scenarios: [],
  counts: { pass: 0, fail: 0, inconclusive: 0, error: 0 },
  baselined: false,
  ...more,
});

describe('mergeRule', () => {
  it.each([
    [['pass', 'fail'], 'fail'],
    [['inconclusive', 'fail', 'error'], 'fail'],
    [['pass', 'inconclusive'], 'inconclusive'],
    [['untested', 'pass', 'skipped'], 'pass'],
    [['untested', 'skipped'], 'skipped'],
    [['untested', 'untested'], 'untested'],
  ] as const)('%j come to %s', (verdicts, expected) => {
    const [first, ...others] = verdicts.map((verdict) => rule(verdict));
    expect(mergeRule([first as RuleResult, ...others]).verdict).toBe(expected);
  });

  it('puts what a MUST leaves open before what a SHOULD fails', () => {
    const merged = mergeRule([rule('fail', { level: 'SHOULD' }), rule('inconclusive')]);
    expect(merged).toMatchObject({ verdict: 'inconclusive', level: 'MUST' });
  });

  it('is baselined only where all else passes', () => {
    const known = rule('fail', { baselined: true });
    expect(mergeRule([rule('pass'), known])).toMatchObject({ verdict: 'fail', baselined: true });
    expect(mergeRule([rule('untested'), known])).toMatchObject({ verdict: 'fail', baselined: true });
    expect(mergeRule([rule('inconclusive'), known])).toMatchObject({ verdict: 'inconclusive', baselined: false });
  });

  it('does not depend on the order, and adds counts and scenarios up', () => {
    const verdicts = fc.constantFrom<RuleResult['verdict']>(
      'pass',
      'fail',
      'error',
      'inconclusive',
      'skipped',
      'untested',
    );
    const part = fc.record({
      verdict: verdicts,
      level: fc.constantFrom('MUST', 'SHOULD', 'MAY'),
      baselined: fc.boolean(),
      fail: fc.nat(3),
    });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        const rules = parts.map(({ verdict, level, baselined, fail }, index) =>
          rule(verdict, {
            level: level as RuleResult['level'],
            baselined: baselined && verdict === 'fail',
            counts: { pass: 0, fail, inconclusive: 0, error: 0 },
            scenarios: [`s${index}`],
          }),
        ) as [RuleResult, ...RuleResult[]];
        const merged = mergeRule(rules);
        const again = mergeRule(rules.toReversed() as [RuleResult, ...RuleResult[]]);
        expect([again.verdict, again.baselined]).toEqual([merged.verdict, merged.baselined]);
        expect(merged.counts.fail).toBe(parts.reduce((all, { fail }) => all + fail, 0));
        expect(merged.scenarios).toHaveLength(parts.length);
      }),
    );
  });
});
