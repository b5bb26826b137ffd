import { expect, test } from 'vitest';
import { loadCore } from '../mock-server/index.ts';
import { createService } from '../mock-server/kernel/create-service.ts';
import { createTrials } from '../proof/prove/create-trials.ts';
import { loadProtocol } from '../runner/load/load-protocol.ts';
import { run } from '../runner/run.ts';

/*
 * A Data API builder can be configured in many ways, and a target says of none how it is. Judged as a stranger, each
 * configuration is found out by the probes, conforms, and is judged by the rules that belong to it.
 */
const always = ['rest', 'roles', 'simulator'];

test.each([
  {
    edition: 'v2',
    features: [...always, 'strict-body', 'development-messages', 'postgresql'],
    judged: 'DAB-PUT-021',
    not: 'DAB-STR-002',
  },
  {
    // Another database, whose texts nobody has recorded.
    edition: 'v2',
    features: [...always, 'strict-body', 'development-messages'],
    judged: 'DAB-TYP-002',
    not: 'DAB-STR-002',
  },
  {
    edition: 'v2',
    features: [...always, 'lenient-body', 'development-messages', 'postgresql'],
    judged: 'DAB-STR-002',
    not: 'DAB-PUT-021',
  },
  {
    edition: 'v2',
    features: ['rest', 'strict-body', 'production-messages', 'anonymous-only'],
    judged: 'DAB-AUT-008',
    not: 'DAB-AUT-001',
  },
  {
    edition: 'v2',
    features: ['rest', 'strict-body', 'production-messages', 'static-web-apps'],
    judged: 'DAB-AUT-009',
    not: 'DAB-IFM-017',
  },
  {
    edition: 'v1',
    features: [...always, 'strict-body', 'development-messages', 'postgresql'],
    judged: 'DAB-KLS-001',
    not: 'DAB-KLS-002',
  },
  {
    edition: 'v2.1',
    features: [...always, 'strict-body', 'development-messages', 'postgresql', 'create-policies'],
    judged: 'DAB-AUT-012',
    not: 'DAB-STR-005',
  },
])('$edition with $features conforms', async ({ edition, features, judged, not }) => {
  const core = await loadCore('dab');
  const loaded = await loadProtocol('dab');
  const service = createService(core, { edition, features, exchanges: 0 });
  const plan = createTrials({ core, ...loaded }, edition).planAgainst((request) => service.dispatch(request));
  const report = await run({
    targets: [{ ...plan, bundled: false, switchable: new Set<string>(), declared: {} }],
    tool: { name: 'test', version: '0' },
    jobs: 4,
    seed: edition,
    reporters: [],
    strict: true,
    provisional: true,
    raceRounds: 1,
  });
  const database = report.targets[0]?.features.find(({ feature }) => feature === 'postgresql');
  expect(database?.state).toBe(features.includes('postgresql') ? 'present' : 'absent');
  const rules = report.targets.flatMap(({ rules: all }) => all);
  const verdictOf = (id: string): string | undefined => rules.find(({ rule }) => rule === id)?.verdict;
  expect(rules.filter(({ verdict }) => ['fail', 'error', 'inconclusive'].includes(verdict))).toEqual([]);
  expect(report.verdict).toBe('conforming');
  expect(verdictOf(judged)).toBe('pass');
  expect(verdictOf(not)).not.toBe('pass');
});
