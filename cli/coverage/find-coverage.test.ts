import { describe, expect, it } from 'vitest';
import type { Mutant } from '../../mock-server/kernel/protocol-core.ts';
import { plainStyle } from '../../reporters/console/style.ts';
import { tinySpec, tinySuites } from '../../tests/support/tiny-catalogue.ts';
import { findCoverage, gapsOf } from './find-coverage.ts';
import { renderCoverage } from './render-coverage.ts';

const mutants: readonly Mutant[] = [
  { id: 'first-broken', title: 'The first rule is broken.', fails: ['TOY-001', 'TOY-002'], at: [] },
  { id: 'first-broken-too', title: 'It is broken otherwise.', fails: ['TOY-001'], at: [] },
];
const catalogue = { spec: tinySpec, suites: tinySuites };

describe('findCoverage', () => {
  it('names what is missing between a statement and its proof', () => {
    expect(gapsOf(findCoverage(catalogue, mutants))).toEqual([
      { where: 'page S04', what: 'neither a rule nor a reason' },
      { where: 'TOY-005', what: 'no scenario' },
      { where: 'TOY-005', what: 'no mutant' },
      { where: 'TOY-003', what: 'no mutant' },
    ]);
  });

  it('asks nothing of rules for clients, and of retired ones', () => {
    const rules = tinySpec.rules.map((rule) => ({
      ...rule,
      ...(rule.id === 'TOY-005' ? { party: 'client' as const } : {}),
      ...(rule.id === 'TOY-003' ? { retired: 'replaced by TOY-001' } : {}),
    }));
    const coverage = findCoverage({ spec: { ...tinySpec, rules }, suites: tinySuites }, mutants);
    expect(gapsOf(coverage)).toEqual([{ where: 'page S04', what: 'neither a rule nor a reason' }]);
  });

  it('finds no gap when all is mapped, judged and broken', () => {
    const rules = tinySpec.rules.filter(({ id }) => id !== 'TOY-003' && id !== 'TOY-005');
    const statements = tinySpec.statements.slice(0, 2);
    expect(gapsOf(findCoverage({ spec: { ...tinySpec, rules, statements }, suites: tinySuites }, mutants))).toEqual([]);
  });
});

describe('renderCoverage', () => {
  it('shows every statement, its rules and the gaps', () => {
    expect(renderCoverage(findCoverage(catalogue, mutants), plainStyle).join('\n')).toMatchInlineSnapshot(`
      "Toy protocol (toy)

      page S01 (statement): Things hold.
        ✓ TOY-001  1 scenario, 2 mutants
        ✓ TOY-002  1 scenario, 1 mutant

      page S02 (example): An example.
        untestable: only prose

      page S03 (statement): Forgotten.
        ✗ TOY-005  0 scenarios, 0 mutants

      page S04 (statement): Left out.
        ✗ neither a rule nor a reason

      Rules beyond the mapped statements
        ✗ TOY-003  1 scenario, 0 mutants
        - TOY-004  untestable: nobody can see it

      4 statements, 1 untestable; 5 rules; 4 gaps
        ✗ page S04: neither a rule nor a reason
        ✗ TOY-005: no scenario
        ✗ TOY-005: no mutant
        ✗ TOY-003: no mutant"
    `);
  });
});
