import { describe, expect, it } from 'vitest';
import type { RuleResult, ScenarioResult } from '../../core/report.ts';
import { hintEdition } from './hint-edition.ts';

const spec = {
  editions: [
    { id: 'v1', title: 'Before 2.0', default: false },
    { id: 'v2', title: 'From 2.0 on', default: true },
    { id: 'page', title: 'The page as written', default: false },
  ],
};

describe('the hint at another edition', () => {
  it('names the edition by which far fewer rules of the failed scenarios fail', async () => {
    const asked: [string, readonly string[]][] = [];
    const hint = await hintEdition(target(6), spec, async (edition, scenarios) => {
      asked.push([edition, scenarios]);
      return edition === 'v1' ? { rules: rules(1, 9) } : { rules: rules(4, 4) };
    });
    expect(hint).toBe(
      "6 rules fail as edition v2; as v1 (Before 2.0) 1 of the same scenarios' rules fails: --edition v1",
    );
    expect(asked).toEqual([
      ['v1', ['toy/a/0', 'toy/a/1']],
      ['page', ['toy/a/0', 'toy/a/1']],
    ]);
  });

  it('says nothing where few rules fail, and asks no edition', async () => {
    const hint = await hintEdition(target(4), spec, async () => {
      throw new Error('asked');
    });
    expect(hint).toBeUndefined();
  });

  it.each([
    ['fits hardly better', rules(3, 9)],
    ['says nothing of what failed', rules(0, 2)],
  ])('says nothing where another edition %s', async (_, others) => {
    expect(await hintEdition(target(6), spec, async () => ({ rules: others }))).toBeUndefined();
  });

  it('says nothing where no other edition has the scenarios', async () => {
    expect(await hintEdition(target(6), spec, async () => undefined)).toBeUndefined();
  });
});

function target(failing: number) {
  const scenarios = ['toy/a/0[x]', 'toy/a/0[y]', 'toy/a/1'].map((id) => ({ id, verdict: 'fail' }) as ScenarioResult);
  const passed = { id: 'toy/a/2', verdict: 'pass' } as ScenarioResult;
  return { edition: 'v2', rules: rules(failing, 20), scenarios: [...scenarios, passed] };
}

function rules(failing: number, passing: number): RuleResult[] {
  const of = (verdict: RuleResult['verdict'], length: number) =>
    Array.from({ length }, () => ({ verdict }) as RuleResult);
  return [...of('fail', failing), ...of('pass', passing)];
}
