import { describe, expect, it } from 'vitest';
import { onlyMembers, quoteItem, quoteMember } from './quote-item.ts';

const text = `scenarios:
  - id: one
    steps:
      - PUT: $(x)
        json: { a: 1 }

        expect:
          T-1: 204

      # said of the next
      - { id: read, GET: $(x), expect: { T-2: 200 } }
  - id: two
    steps:
      - id: race
        race:
          - { id: a, PUT: $(x) }
        expect: { T-3: { tally: { 204: 1 } } }
`;

describe('quoteItem', () => {
  it('quotes a step from any of its lines, without its indentation and without what follows', () => {
    const step = ['- PUT: $(x)', '  json: { a: 1 }', '', '  expect:', '    T-1: 204'];
    for (const line of [4, 5, 7, 8]) expect(quoteItem(text, line)).toEqual(step);
  });

  it('quotes a step of one line', () => {
    expect(quoteItem(text, 11)).toEqual(['- { id: read, GET: $(x), expect: { T-2: 200 } }']);
  });

  it('is not led astray by a list inside the step', () => {
    expect(quoteItem(text, 17)).toEqual([
      '- id: race',
      '  race:',
      '    - { id: a, PUT: $(x) }',
      '  expect: { T-3: { tally: { 204: 1 } } }',
    ]);
  });

  it('quotes what stands in no list alone, and nothing where there is nothing', () => {
    expect(quoteItem('a: 1\nb: 2', 2)).toEqual(['b: 2']);
    expect(quoteItem('a: 1', 9)).toEqual([]);
  });
});

describe('quoteMember', () => {
  const scenario = `- id: one
  title: T
  matrix:
    a: { x: 1 }

    b: { x: 2 }
  steps: []
`;

  it('quotes the cases of a scenario', () => {
    expect(quoteMember(scenario, 1, 'matrix')).toEqual(['matrix:', '  a: { x: 1 }', '', '  b: { x: 2 }']);
    expect(quoteMember(scenario, 1, 'id')).toEqual(['id: one']);
  });

  it('quotes nothing where there is none', () => {
    expect(quoteMember(scenario, 1, 'forms')).toEqual([]);
    expect(quoteMember('- { id: one, matrix: {} }', 1, 'matrix')).toEqual([]);
  });
});

describe('onlyMembers', () => {
  it('leaves the cases that are asked for', () => {
    const matrix = ['matrix:', '  a:', '    x: 1', '  b: { x: 2 }', '  c: { x: 3 }'];
    expect(onlyMembers(matrix, ['a', 'c'])).toEqual(['matrix:', '  a:', '    x: 1', '  c: { x: 3 }']);
    expect(onlyMembers([], ['a'])).toEqual([]);
  });
});
