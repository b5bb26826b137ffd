import { expect, test } from 'vitest';
import type { Report } from '../../core/report.ts';
import { fixtureReport } from '../../tests/support/fixture-report.ts';
import { findBaselineChanges, whatKeepsFromZero } from './find-baseline-changes.ts';

const judged = (report: Report) => ({ report, with: () => report });
const policy = { strict: false, provisional: false };
const baseline = {
  file: 'known.yaml',
  entries: [
    { rule: 'DAB-IFM-001', reason: 'a', line: 3 },
    { rule: 'DAB-OLD-001', reason: 'b', hides: ['dab/batch/mended', 'dab/if-match/fails'], line: 5 },
    { rule: 'DAB-OLD-002', scenario: 'dab/x/y', reason: 'c', expires: '2026-01-01', line: 7 },
  ],
};

test('failures that decide are added, what passes is taken out, the rest is left alone', () => {
  const changes = findBaselineChanges(judged(fixtureReport), baseline, policy);
  expect(changes.remove).toEqual([3]);
  expect(changes.add).toEqual([{ rule: 'DAB-IFM-003', reason: 'failed on 2026-11-24, not yet explained' }]);
  expect(changes.expired).toEqual([]);
  // More is hidden than was named, and what was named is hidden no longer.
  expect(changes.hides).toEqual([{ rule: 'DAB-OLD-001', hides: ['dab/if-match/fails', 'dab/batch/more'] }]);
});

test('what keeps a run from 0 is told: what fails, what is open, and the faults of the gate itself', () => {
  expect(whatKeepsFromZero(fixtureReport, policy)).toEqual([
    'DAB-IFM-001 it passes',
    'DAB-OLD-001 hides dab/batch/more',
    'out of scope: rule DAB-IFM-003: DAB-IFM-003 was judged failing: that is a known failure, for a baseline',
    'DAB-BAT-001 could not be judged: no answer within 10 s',
    'DAB-IFM-003 fails',
    'DAB-IFM-004 could not be judged: after update failed',
    'dab/batch/errs: step read: no answer within 10 s',
    'example.test refused the connection',
  ]);
});

test('a warning that leaves open what decides is added: else nothing could name it', () => {
  const [target] = fixtureReport.targets;
  const scenarios = target!.scenarios.map((scenario) => ({
    ...scenario,
    assertions: scenario.assertions.map((assertion) =>
      assertion.rule === 'DAB-IFM-004' ? { ...assertion, hindrance: { rules: ['DAB-ERR-001'], calls: [] } } : assertion,
    ),
  }));
  const report: Report = { ...fixtureReport, targets: [{ ...target!, scenarios }] };
  expect(findBaselineChanges(judged(report), baseline, policy).add.map(({ rule }) => rule)).toEqual([
    'DAB-ERR-001',
    'DAB-IFM-003',
  ]);
});

test('what decides by --strict and --provisional is added, too', () => {
  const { add } = findBaselineChanges(judged(fixtureReport), baseline, { strict: true, provisional: true });
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
  expect(findBaselineChanges(judged(report), baseline, policy).add).toEqual([
    {
      rule: 'DAB-IFM-003',
      scenario: 'dab/if-match/fails[quoted/star]',
      reason: 'failed on 2026-11-24, not yet explained',
    },
  ]);
});

test('an expired entry is only named', () => {
  const stale = [{ entry: 'DAB-OLD-002 in dab/x/y', why: 'expired on 2026-01-01' }];
  const report: Report = { ...fixtureReport, baseline: { ...fixtureReport.baseline!, stale } };
  const changes = findBaselineChanges(judged(report), baseline, policy);
  expect(changes.remove).toEqual([]);
  expect(changes.expired).toEqual(['DAB-OLD-002 in dab/x/y']);
});
