import type { ProtocolSpec } from '../../core/protocol-spec.ts';
import type { Rule } from '../../core/rule.ts';
import type { Scenario, StepEntry, SuiteSet } from '../../core/suite.ts';

/** A protocol "toy" with five rules: judged, judged by a case only, invariant, untestable, forgotten. */
export const tinySpec: ProtocolSpec = {
  id: 'toy',
  title: 'Toy protocol',
  editions: [
    { id: 'v1', title: 'First', default: true },
    { id: 'documented', title: 'As written', default: false },
  ],
  version: [],
  location: 'Location',
  headers: [],
  contentTypes: { json: 'application/json', jsonPatch: 'application/json-patch+json' },
  identities: [{ id: 'caller', title: 'Anyone' }],
  bindings: { api: { title: 'Base path', value: '/api' }, size: { title: 'A number', value: 3 } },
  features: [{ id: 'extra', title: 'Something more', core: false, excludes: [] }],
  rules: ['TOY-001', 'TOY-002', 'TOY-003', 'TOY-004', 'TOY-005'].map(toyRule),
  sources: [{ id: 'page', title: 'The page', url: 'https://example.test/page' }],
  judged: [],
  statements: [
    { source: 'page', id: 'S01', kind: 'statement', where: 'Top', says: 'Things hold.', rules: ['TOY-001', 'TOY-002'] },
    {
      source: 'page',
      id: 'S02',
      kind: 'example',
      where: 'End',
      says: 'An example.',
      rules: [],
      untestable: 'only prose',
    },
    { source: 'page', id: 'S03', kind: 'statement', where: 'End', says: 'Forgotten.', rules: ['TOY-005'] },
    { source: 'page', id: 'S04', kind: 'statement', where: 'End', says: 'Left out.', rules: [] },
  ],
};

function toyRule(id: string): Rule {
  return {
    id,
    protocol: 'toy',
    level: 'MUST',
    statement: `A server keeps ${id}.`,
    party: 'server',
    evidence: 'document',
    citations: [{ source: 'page', where: 'Top' }],
    since: '2026-11',
    location: { file: 'spec/toy/rules.yaml', line: 5, column: 5 },
    ...(id === 'TOY-004' ? { untestable: 'nobody can see it' } : {}),
  };
}

function entry(rule: string, line: number): StepEntry {
  return { rule, at: [line, 9], needs: [], facts: { positions: {} } };
}

const scenario: Scenario = {
  id: 'keeps',
  title: 'It keeps what it says',
  at: [4, 5],
  needs: [],
  let: {},
  matrix: { one: { values: { rule: 'TOY-002' }, needs: [] } },
  given: [],
  steps: [
    {
      kind: 'request',
      id: 'read',
      at: [7, 9],
      when: {},
      request: { method: 'GET', target: '/x', at: [6, 9], query: {}, headers: [], without: [] },
      expect: [entry('TOY-001', 8), entry('$(case.rule)', 9)],
      capture: {},
      cleanup: [],
    },
  ],
};

export const tinySuites: SuiteSet = {
  protocol: 'toy',
  suites: [
    {
      id: 'toy/basics',
      protocol: 'toy',
      title: 'Basics',
      file: 'suites/toy/basics.yaml',
      needs: [],
      scenarios: [scenario],
    },
  ],
  fixtures: {},
  invariants: [{ ...entry('TOY-003', 3), for: { positions: {} }, file: 'suites/toy/invariants.yaml' }],
};
