import { describe, expect, it } from 'vitest';
import type { Writes } from '../../core/protocol-spec.ts';
import type { Scenario, StepEntry } from '../../core/suite.ts';
import type { Mutant } from '../../mock-server/kernel/protocol-core.ts';
import { plainStyle } from '../../reporters/console/style.ts';
import { tinySpec, tinySuites } from '../../tests/support/tiny-catalogue.ts';
import { findCoverage, gapsOf } from './find-coverage.ts';
import { countCells, findForms } from './find-forms.ts';
import { renderForms } from './render-forms.ts';
import { renderFormsPage } from './render-forms-page.ts';

const writes: Writes = {
  traits: { conditional: 'It may name a token.' },
  laws: {
    kept: { says: 'What is there stays.', of: 'all', documented: false },
    'old-refused': { says: 'An old token is refused.', of: 'conditional', documented: true },
    whole: { says: 'All or nothing.', of: 'atomic', documented: false },
  },
  forms: [
    {
      id: 'put',
      title: 'PUT of a note',
      method: 'PUT',
      fixture: 'note',
      has: { conditional: true },
      laws: { kept: 'TOY-001', 'old-refused': 'TOY-002' },
    },
    {
      id: 'post',
      title: 'POST of a note',
      method: 'POST',
      fixture: 'note',
      has: {},
      laws: { kept: { undocumented: 'the page, top to end' } },
    },
    {
      id: 'delete',
      title: 'DELETE',
      method: 'DELETE',
      fixture: 'note',
      has: {},
      laws: { kept: { none: 'it is gone' } },
    },
  ],
};

const trying = (form: string, law: string, entry: Partial<StepEntry>): Scenario => ({
  id: law,
  title: 'A law',
  at: [1, 1],
  needs: [],
  let: {},
  form,
  law,
  matrix: { [form]: { values: {}, needs: [] } },
  given: [],
  steps: [
    {
      kind: 'request',
      id: 'write',
      at: [2, 1],
      when: {},
      request: { method: 'PUT', target: '/x', at: [2, 1], query: {}, headers: [], without: [] },
      expect: [{ rule: '', at: [3, 1], needs: [], facts: { positions: {} }, ...entry }],
      capture: {},
      cleanup: [],
    },
  ],
});

const mutant: Mutant = {
  id: 'form-put-changes-more',
  title: 'A PUT changes something else.',
  fails: ['TOY-001'],
  at: [],
  cell: { form: 'put', law: 'kept' },
};

/** The toy protocol with its forms of write, and these scenarios for them. */
function catalogue(...scenarios: readonly Scenario[]) {
  const [suite] = tinySuites.suites;
  const laws = { protocol: 'toy', title: 'Laws', file: 'suites/toy/laws.yaml', needs: [], ...suite, id: 'toy/laws' };
  return { spec: { ...tinySpec, writes }, suites: { ...tinySuites, suites: [{ ...laws, scenarios }] } };
}

const judged = trying('put', 'kept', { rule: 'TOY-001' });
const told = trying('post', 'kept', { undocumented: { form: 'post', law: 'kept' } });

describe('forms of write × laws', () => {
  it('names the cases that judge a cell, or tell of it, and the mutants made for it', () => {
    const { laws, forms } = findForms(catalogue(judged, told), [mutant]);
    expect(laws.map(([id]) => id)).toEqual(['kept', 'old-refused']);
    expect(forms.map(({ id, cells }) => [id, cells.map(({ law, cases, mutants }) => [law, cases, mutants])])).toEqual([
      [
        'put',
        [
          ['kept', ['toy/laws/kept[put]'], ['form-put-changes-more']],
          ['old-refused', [], []],
        ],
      ],
      ['post', [['kept', ['toy/laws/kept[post]'], []]]],
      ['delete', [['kept', [], []]]],
    ]);
  });

  it('counts as a gap what no case of the cell judges, what no mutant breaks, and what nobody tries', () => {
    const gaps = (...scenarios: readonly Scenario[]): readonly string[] =>
      gapsOf(findCoverage(catalogue(...scenarios), [mutant]))
        .filter(({ where }) => where.includes('×'))
        .map(({ where, what }) => `${where}: ${what}`);
    const open = ['put × old-refused: no case', 'put × old-refused: no mutant'];
    expect(gaps(judged, told)).toEqual(open);
    expect(gaps(trying('put', 'kept', { rule: 'TOY-003' }))).toEqual([
      'put × kept: no case',
      ...open,
      'post × kept: nothing tries it',
    ]);
    expect(gaps(trying('put', 'old-refused', { rule: 'TOY-001' }), told)).toEqual(['put × kept: no case', ...open]);
  });

  it('is a table on the console, with marks for what is missing', () => {
    const coverage = findForms(catalogue(judged, told), [mutant]);
    expect(countCells(coverage)).toEqual({ cells: 4, ruled: 2, undocumented: 1, none: 1 });
    expect(renderForms(coverage, plainStyle).join('\n')).toMatchInlineSnapshot(`
      "Forms of write and the laws they stand under
        form of write  kept     old-refused
        put            TOY-001  ✗ TOY-002
        post           ?
        delete         -
      3 forms of write, 4 cells, 1 undocumented (25 %)"
    `);
    expect(renderForms({ laws: [], forms: [] }, plainStyle)).toEqual([]);
  });

  it('is a page with a table for each protocol that has forms, and the reasons below', () => {
    const page = renderFormsPage([
      findCoverage(catalogue(judged, told), [mutant]),
      findCoverage({ spec: tinySpec, suites: tinySuites }, []),
    ]);
    expect(page.slice(page.indexOf('| protocol'))).toMatchInlineSnapshot(`
      "| protocol | forms | cells | with a rule | undocumented | not to be tried |
      | --- | --- | --- | --- | --- | --- |
      | [toy](#toy) | 3 | 4 | 2 | 1 (25 %) | 1 |

      ## toy

      - \`kept\`: What is there stays.
      - \`old-refused\`: An old token is refused.

      | form | what it is | kept | old-refused |
      | --- | --- | --- | --- |
      | \`put\` | PUT of a note | TOY-001 | TOY-002 |
      | \`post\` | POST of a note | ? |  |
      | \`delete\` | DELETE | – |  |

      | form | law | why there is no rule |
      | --- | --- | --- |
      | \`post\` | kept | undocumented: the page, top to end |
      | \`delete\` | kept | not to be tried: it is gone |
      "
    `);
  });
});
