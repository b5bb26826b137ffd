import { expect, test } from 'vitest';
import { off } from '../bug.ts';
import { mutantsOf } from './mutants-of.ts';

test('a row is a bug, and what does not fit in it stands beside the table', () => {
  const rows = [
    ['a', 'A.', 'T-001', off('T-001')],
    ['b', 'B.', ['T-001', 'T-002']],
    ['c', 'C.', 'T-001'],
  ] as const;
  const attached = { b: off('T-002', 'x'), c: [off('T-001'), off('T-002')] };
  expect(mutantsOf(rows, attached, { b: { breaksShape: true } })).toEqual([
    { id: 'a', title: 'A.', fails: ['T-001'], at: [off('T-001')] },
    { id: 'b', title: 'B.', fails: ['T-001', 'T-002'], at: [off('T-002', 'x')], breaksShape: true },
    { id: 'c', title: 'C.', fails: ['T-001'], at: [off('T-001'), off('T-002')] },
  ]);
});

test('a misspelt id and a bug that attaches nowhere are told', () => {
  expect(() => mutantsOf([['a', 'A.', 'T-001', off('T-001')]], { b: [] })).toThrow('"b"');
  expect(() => mutantsOf([['a', 'A.', 'T-001']])).toThrow('attaches nowhere');
});
