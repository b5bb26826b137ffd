import { expect, test } from 'vitest';
import { off } from '../bug.ts';
import { mutantsOf } from './mutants-of.ts';

test('a bug stands in a line, or what does not fit stands beside it', () => {
  const [inline, beside] = mutantsOf(
    [
      ['one', 'One.', 'T-001', off('T-001')],
      ['two', 'Two.', ['T-001', 'T-002'], off('T-001')],
    ],
    { two: off('T-002') },
    { two: { breaksShape: true } },
  );
  expect(inline).toEqual({ id: 'one', title: 'One.', fails: ['T-001'], at: [off('T-001')] });
  expect(beside).toEqual({
    id: 'two',
    title: 'Two.',
    fails: ['T-001', 'T-002'],
    at: [off('T-001'), off('T-002')],
    breaksShape: true,
  });
});

test('a bug that attaches nowhere, and what is said of none, are faults of the table', () => {
  expect(() => mutantsOf([['one', 'One.', 'T-001']])).toThrow('"one" attaches nowhere');
  expect(() => mutantsOf([], { two: off('T-002') })).toThrow('"two" is said of a bug');
});
