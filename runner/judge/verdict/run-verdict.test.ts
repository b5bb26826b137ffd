import { describe, expect, it } from 'vitest';
import type { RuleResult } from '../../../core/report.ts';
import { exitCode, runVerdict, targetVerdict } from './run-verdict.ts';

const counts = { pass: 0, fail: 0, inconclusive: 0, error: 0 };
const rule = (verdict: RuleResult['verdict'], more: Partial<RuleResult> = {}): RuleResult => ({
  rule: 'R',
  level: 'MUST',
  statement: '',
  gating: true,
  advisory: false,
  verdict,
  sources: [],
  scenarios: [],
  counts,
  baselined: false,
  ...more,
});
const whole = { whole: true, leftOut: false, inError: false, excluded: new Set<string>() };
const plain = { strict: false, provisional: false };

describe('targetVerdict', () => {
  const pass = rule('pass', { rule: 'P' });
  const table: readonly (readonly [string, readonly RuleResult[], string])[] = [
    ['all passed', [pass], 'conforming'],
    ['what has no scenario does not count', [pass, rule('untested')], 'conforming'],
    ['what does not apply does not count', [pass, rule('skipped')], 'conforming'],
    ['a MUST fails', [pass, rule('fail')], 'nonconforming'],
    ['a MUST NOT fails', [pass, rule('fail', { level: 'MUST NOT' })], 'nonconforming'],
    ['a SHOULD fails', [pass, rule('fail', { level: 'SHOULD' })], 'conforming'],
    ['a MAY fails', [pass, rule('fail', { level: 'MAY' })], 'conforming'],
    ['an inferred rule fails', [pass, rule('fail', { gating: false })], 'conforming'],
    ['a rule newer than the pin fails', [pass, rule('fail', { advisory: true })], 'conforming'],
    ['a rule that a known failure hides', [pass, rule('inconclusive', { baselined: true })], 'conforming'],
    ['a known failure beside a new one', [rule('fail', { baselined: true }), rule('fail')], 'nonconforming'],
    ['a MUST in error', [pass, rule('error')], 'undetermined'],
    ['a MUST inconclusive', [pass, rule('inconclusive')], 'undetermined'],
    ['an inferred rule in error', [pass, rule('error', { gating: false })], 'conforming'],
    ['a failure outweighs an error', [rule('error'), rule('fail')], 'nonconforming'],
    ['nothing passed', [rule('untested'), rule('skipped')], 'undetermined'],
    ['only an inference passed', [rule('pass', { gating: false })], 'undetermined'],
    ['only a SHOULD passed', [rule('pass', { level: 'SHOULD' })], 'conforming'],
    ['nothing at all', [], 'undetermined'],
  ];
  it.each(table)('%s', (_, rules, expected) => {
    expect(targetVerdict(rules, whole, plain)).toBe(expected);
  });

  it('is only partial when something was filtered out or could not be run here', () => {
    expect(targetVerdict([pass], { ...whole, whole: false }, plain)).toBe('partial');
    expect(targetVerdict([pass], { ...whole, excluded: new Set(['P']) }, plain)).toBe('partial');
    expect(targetVerdict([pass, rule('fail', { baselined: true })], { ...whole, leftOut: true }, plain)).toBe(
      'partial',
    );
  });

  it('is never a pass when a scenario got no answer, whatever its rules weigh', () => {
    const weak = rule('error', { level: 'SHOULD' });
    expect(targetVerdict([pass, weak], { ...whole, inError: true }, plain)).toBe('undetermined');
  });

  it('lets SHOULD decide when strict, inferred rules when provisional, MAY never', () => {
    expect(targetVerdict([pass, rule('fail', { level: 'SHOULD' })], whole, { ...plain, strict: true })).toBe(
      'nonconforming',
    );
    expect(targetVerdict([pass, rule('fail', { gating: false })], whole, { ...plain, provisional: true })).toBe(
      'nonconforming',
    );
    expect(targetVerdict([pass, rule('fail', { level: 'MAY' })], whole, { strict: true, provisional: true })).toBe(
      'conforming',
    );
    expect(
      targetVerdict([pass, rule('fail', { level: 'SHOULD', gating: false })], whole, { ...plain, strict: true }),
    ).toBe('conforming');
  });
});

describe('runVerdict', () => {
  it('is the worst of the targets', () => {
    expect(runVerdict(['conforming', 'partial'])).toBe('partial');
    expect(runVerdict(['partial', 'undetermined'])).toBe('undetermined');
    expect(runVerdict(['undetermined', 'nonconforming'])).toBe('nonconforming');
    expect(runVerdict([])).toBe('undetermined');
  });
});

describe('exitCode', () => {
  const calm = { interrupted: false, verdicts: ['conforming'] as const, faults: 0, unjudged: false };
  it.each([
    ['conforming', calm, 0],
    ['partial', { ...calm, verdicts: ['partial'] as const }, 0],
    ['nonconforming', { ...calm, verdicts: ['nonconforming'] as const }, 1],
    ['a stale baseline entry', { ...calm, faults: 1 }, 1],
    ['not judged', { ...calm, verdicts: ['undetermined'] as const, unjudged: true }, 3],
    ['a reporter failed', { ...calm, unjudged: true }, 3],
    ['nothing verified', { ...calm, verdicts: ['undetermined'] as const }, 4],
    [
      'nonconforming and not judged',
      { ...calm, verdicts: ['nonconforming', 'undetermined'] as const, unjudged: true },
      1,
    ],
    [
      'interrupted outweighs all',
      { interrupted: true, verdicts: ['nonconforming'] as const, faults: 1, unjudged: true },
      130,
    ],
  ])('%s', (_, ground, expected) => {
    expect(exitCode(ground)).toBe(expected);
  });
});
