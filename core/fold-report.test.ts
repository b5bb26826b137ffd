import { expect, test } from 'vitest';
import { fixtureReport } from '../tests/support/fixture-report.ts';
import { foldReport, unfoldRules } from './fold-report.ts';

const [target] = fixtureReport.targets;
const passing = target!.scenarios.find(({ verdict }) => verdict === 'pass')!;
const report = {
  ...fixtureReport,
  targets: [
    {
      ...target!,
      rules: [{ ...target!.rules[0]!, rule: 'DAB-IFM-001', scenarios: [passing.id, 'dab/if-match/other'] }],
    },
  ],
};

test('a scenario that passed says what there was, and its rules leave it out', () => {
  const [folded] = foldReport(report).targets;
  const scenario = folded?.scenarios.find(({ id }) => id === passing.id);
  expect(scenario).toMatchObject({ assertions: [], exchanges: [], races: passing.races });
  expect(scenario?.folded).toMatchObject({ assertions: 8, exchanges: 0 });
  expect(scenario?.folded?.rules).toContain('DAB-IFM-001');
  expect(folded?.rules[0]).toMatchObject({ scenarios: ['dab/if-match/other'], folded: 1 });
  const failed = target!.scenarios.find(({ verdict }) => verdict === 'fail')!;
  expect(folded?.scenarios.find(({ id }) => id === failed.id)).toBe(failed);
});

test('rules find their scenarios again, and folding twice is folding once', () => {
  expect(unfoldRules(foldReport(report)).targets[0]?.rules).toEqual(report.targets[0]?.rules);
  expect(foldReport(foldReport(report))).toEqual(foldReport(report));
  expect(foldReport(unfoldRules(foldReport(report)))).toEqual(foldReport(report));
});
