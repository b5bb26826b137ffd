import { describe, expect, it } from 'vitest';
import type { FaultDictionary } from '../../core/fault-dictionary.ts';
import { plainStyle } from '../../reporters/console/style.ts';
import { tinySpec, tinySuites } from '../../tests/support/tiny-catalogue.ts';
import { explainRule } from './explain-rule.ts';
import { renderExplanation } from './render-explanation.ts';

const catalogue = { spec: tinySpec, suites: tinySuites };
const mutants = [{ id: 'second-broken', title: 'The second rule is broken.', fails: ['TOY-002'], at: [] }];

const proven = { kind: 'protocol', editions: ['v1'], inherited: [], unjudged: [] } as const;

const explain = (id: string, proof?: FaultDictionary): string => {
  const rule = tinySpec.rules.find((known) => known.id === id);
  if (!rule) throw new Error(`no ${id}`);
  return renderExplanation(explainRule(rule, catalogue, mutants, proof), plainStyle).join('\n');
};

const dictionary: FaultDictionary = {
  protocol: 'toy',
  assertions: ['toy/basics/keeps/read/1 TOY-001', 'toy/basics/keeps/read/2 TOY-002', 'toy/invariant-1 TOY-002'],
  bugs: [
    { ...proven, id: 'second-broken', title: 'The second rule is broken.', rules: ['TOY-002'], fails: [1, 2] },
    { ...proven, id: 'first-broken', title: 'The first rule is broken.', rules: ['TOY-001'], fails: [0, 1] },
    { ...proven, id: 'late-writes', title: 'Writes come late.', kind: 'kernel', rules: [], fails: [2] },
    { ...proven, id: 'heir', title: 'Another step is wrong.', rules: ['TOY-001'], fails: [0, 1], inherited: [1] },
  ],
};

describe('explain', () => {
  it('tells all that is known of a rule', () => {
    expect(explain('TOY-002')).toMatchInlineSnapshot(`
      "TOY-002 MUST
        A server keeps TOY-002.

        judges     servers of toy
        editions   v1, documented
        evidence   document
        since      2026-11, at spec/toy/rules.yaml:5:5

      Sources
        - The page, Top, https://example.test/page

      What the sources say
        - page S01 (Top): Things hold.

      Scenarios that judge it
        - toy/basics/keeps: It keeps what it says (suites/toy/basics.yaml:9:9)

      Mutants that break it
        - second-broken: The second rule is broken.

      Mutants of other rules that fail it along
        none

      Related rules
        - TOY-001: A server keeps TOY-001."
    `);
  });

  it('shows what the author of a scenario wrote beside the statement: its cases, and the steps that judge', () => {
    const text = [
      'scenarios:',
      '  - id: other',
      '    steps: []',
      '  - id: keeps',
      '    matrix: { one: { rule: TOY-002 } }',
      '    steps: # of a reader',
      '      - GET: /x',
      '        expect:',
      '          $(case.rule): 200',
    ].join('\n');
    const rule = tinySpec.rules[1];
    if (!rule) throw new Error('no second rule');
    const told = explainRule(rule, catalogue, mutants, undefined, (file) =>
      file === 'suites/toy/basics.yaml' ? text : undefined,
    );
    expect(told.scenarios[0]?.says).toEqual([
      ['matrix: { one: { rule: TOY-002 } }'],
      ['- GET: /x', '  expect:', '    $(case.rule): 200'],
    ]);
    expect(renderExplanation(told, plainStyle).join('\n')).toContain(`Scenarios that judge it
  - toy/basics/keeps: It keeps what it says (suites/toy/basics.yaml:9:9)
      matrix: { one: { rule: TOY-002 } }
      - GET: /x
        expect:
          $(case.rule): 200
`);
  });

  it('tells with the proof which mutants fail it along, without those whose failure is inherited', () => {
    expect(explain('TOY-002', dictionary).split('\n\n').slice(5, 7)).toMatchInlineSnapshot(`
      [
        "Mutants that break it
        - second-broken: The second rule is broken. (2 assertions)",
        "Mutants of other rules that fail it along
        - first-broken: The first rule is broken. (1 assertion)
        - late-writes: Writes come late. (1 assertion)",
      ]
    `);
  });

  it('says why a rule cannot be judged, and that nothing does', () => {
    expect(explain('TOY-004')).toMatchInlineSnapshot(`
      "TOY-004 MUST
        A server keeps TOY-004.

        judges     servers of toy
        editions   v1, documented
        evidence   document
        since      2026-11, at spec/toy/rules.yaml:5:5
        untestable nobody can see it

      Sources
        - The page, Top, https://example.test/page

      What the sources say
        none

      Scenarios that judge it
        none

      Mutants that break it
        none

      Mutants of other rules that fail it along
        none

      Related rules
        none"
    `);
  });
});
