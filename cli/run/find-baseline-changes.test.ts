import { expect, test } from 'vitest';
import type { Report } from '../../core/report.ts';
import { fixtureReport } from '../../tests/support/fixture-report.ts';
import { findBaselineChanges } from './find-baseline-changes.ts';

const policy = { strict: false, provisional: false };
const baseline = {
  file: 'known.yaml',
  entries: [
    { rule: 'DAB-IFM-001', reason: 'a', line: 3 },
    { rule: 'DAB-OLD-001', reason: 'b', line: 5 },
    { rule: 'DAB-OLD-002', scenario: 'dab/x/y', reason: 'c', expires: '2026-01-01', line: 7 },
  ],
};

test('failures that decide are added, what passes is taken out, the rest is left alone', () => {
  const changes = findBaselineChanges(fixtureReport, baseline, policy, '2026-11-24');
  expect(changes.remove).toEqual([3]);
  expect(changes.add).toEqual([{ rule: 'DAB-IFM-003', reason: 'failed on 2026-11-24, not yet explained' }]);
  expect(changes.expired).toEqual([]);
});

test('what decides by --strict and --provisional is added, too', () => {
  const { add } = findBaselineChanges(fixtureReport, baseline, { strict: true, provisional: true }, '2026-11-24');
  expect(add.map(({ rule }) => rule)).toEqual(['DAB-ERR-001', 'DAB-IFM-003', 'DAB-INF-001']);
});

test('a rule that passes elsewhere is listed scenario by scenario', () => {
  const [target] = fixtureReport.targets;
  const [first, ...others] = target!.scenarios;
  const passing = {
    ...first!,
    assertions: first!.assertions.map((assertion) => ({ ...assertion, rule: 'DAB-IFM-003' })),
  };
  const report: Report = { ...fixtureReport, targets: [{ ...target!, scenarios: [passing, ...others] }] };
  expect(findBaselineChanges(report, baseline, policy, '2026-11-24').add).toEqual([
    {
      rule: 'DAB-IFM-003',
      scenario: 'dab/if-match/fails[quoted/star]',
      reason: 'failed on 2026-11-24, not yet explained',
    },
  ]);
});

test('an expired entry is only named', () => {
  const stale = [{ entry: 'DAB-OLD-002 in dab/x/y', why: 'expired on 2026-01-01' }];
  const report: Report = { ...fixtureReport, baseline: { file: 'known.yaml', expected: [], stale } };
  const changes = findBaselineChanges(report, baseline, policy, '2026-11-24');
  expect(changes.remove).toEqual([]);
  expect(changes.expired).toEqual(['DAB-OLD-002 in dab/x/y']);
});
