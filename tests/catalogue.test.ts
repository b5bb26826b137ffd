import { describe, expect, test } from 'vitest';
import { listProtocols } from '../runner/load/list-protocols.ts';
import { loadProtocol } from '../runner/load/load-protocol.ts';

const protocols = await listProtocols();
const loaded = await Promise.all(protocols.map((id) => loadProtocol(id)));

describe.each(loaded.map(({ spec, suites }) => [spec.id, spec, suites] as const))('%s', (_, spec, suites) => {
  test('keeps its rule ids, levels and evidence', () => {
    // A change here is a change of what other people's baselines and reports say. Ids are never reused.
    expect(spec.rules.map(({ id, level, evidence, party }) => `${id} ${level} ${evidence} ${party}`)).toMatchSnapshot();
  });

  test('has rule ids that are unique', () => {
    const ids = spec.rules.map(({ id }) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  test('cites a known source for every rule', () => {
    const sources = new Set(spec.sources.map(({ id }) => id));
    const without = spec.rules.filter(
      ({ citations }) => citations.length === 0 || citations.some(({ source }) => !sources.has(source)),
    );
    expect(without.map(({ id }) => id)).toEqual([]);
  });

  test('states every rule in one sentence with a subject', () => {
    const odd = spec.rules.filter(({ statement }) => !/^[A-Z].*\.$/s.test(statement.trim()) || statement.length > 400);
    expect(odd.map(({ id }) => id)).toEqual([]);
  });

  test('judges every testable server rule in a scenario', () => {
    const judged = new Set<string>();
    for (const { rule } of suites.invariants) judged.add(rule);
    for (const { scenarios } of suites.suites) {
      for (const { steps, matrix } of scenarios) {
        for (const step of steps) {
          if (step.kind !== 'request' && step.kind !== 'race') continue;
          for (const { rule } of step.expect) {
            const name = /^\$\(case\.([a-z0-9-]+)\)$/.exec(rule)?.[1];
            if (name === undefined) judged.add(rule);
            else for (const { values } of Object.values(matrix ?? {})) judged.add(String(values[name]));
          }
        }
      }
    }
    const unjudged = spec.rules.filter(
      ({ id, party, untestable, retired }) => party === 'server' && !untestable && !retired && !judged.has(id),
    );
    expect(unjudged.map(({ id }) => id)).toEqual([]);
  });

  test('maps every statement of its sources to rules or to a reason', () => {
    const known = new Set(spec.rules.map(({ id }) => id));
    const odd = spec.statements.filter(
      ({ rules, untestable }) =>
        (rules.length === 0) === (untestable === undefined) || rules.some((id) => !known.has(id)),
    );
    expect(odd.map(({ source, id }) => `${source} ${id}`)).toEqual([]);
    expect(spec.statements.length).toBeGreaterThan(0);
  });
});
