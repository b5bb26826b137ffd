import { expect, it } from 'vitest';
import { costOf } from '../../../tests/support/cost-of.ts';
import { suggest } from './suggest.ts';

it.each([
  ['expct', ['expect', 'assume'], 'did you mean "expect"?'],
  ['exepct', ['expect', 'assume'], 'did you mean "expect"?'],
  ['ifmatch', ['ifMatch', 'ifNoneMatch'], 'did you mean "ifMatch"?'],
  ['TOY-01', ['TOY-001', 'TOY-011'], 'did you mean "TOY-001"?'],
  ['xyz', ['expect', 'assume'], 'known: expect, assume'],
  ['a', ['b'], 'did you mean "b"?'],
  ['x', [], undefined],
])('%s', (name, known, hint) => {
  expect(suggest(name, known)).toBe(hint);
});

it('names nothing when nothing is near and there is too much to list', () => {
  expect(
    suggest(
      'zzz',
      Array.from({ length: 30 }, (_, index) => `name-${index}`),
    ),
  ).toBeUndefined();
});

it('a hostile name costs little', async () => {
  expect(await costOf(() => suggest('a'.repeat(1_000_000), ['a'.repeat(1_000_001)]))).toBeLessThan(100);
});
