import { describe, expect, it } from 'vitest';
import { plainStyle } from '../../reporters/console/style.ts';
import { tinySpec, tinySuites } from '../../tests/support/tiny-catalogue.ts';
import { explainRule } from './explain-rule.ts';
import { renderExplanation } from './render-explanation.ts';

const catalogue = { spec: tinySpec, suites: tinySuites };
const mutants = [{ id: 'second-broken', title: 'The second rule is broken.', fails: ['TOY-002'] }];

const explain = (id: string): string => {
  const rule = tinySpec.rules.find((known) => known.id === id);
  if (!rule) throw new Error(`no ${id}`);
  return renderExplanation(explainRule(rule, catalogue, mutants), plainStyle).join('\n');
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

      Related rules
        - TOY-001: A server keeps TOY-001."
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

      Related rules
        none"
    `);
  });
});
