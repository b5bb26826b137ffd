import { expect, test } from 'vitest';
import { releaseTimes } from './release-times.ts';

test('the first rounds release all at once, the others the second in the middle of a write', () => {
  const rounds = [0, 1, 2, 3, 4, 6, 8].map((number) => releaseTimes(2, 2, { number, writeMs: 20 })[1]);
  expect(rounds).toEqual([0, 0, 10, 10, 5, 15, 10]);
});

test('several are spread evenly, within the time of a write', () => {
  expect(releaseTimes(3, 1, { number: 1, writeMs: 20 })).toEqual([0, 5, 10]);
});

test('where no write has succeeded yet, nothing says how long one takes: all at once', () => {
  expect(releaseTimes(2, 0, { number: 1, writeMs: undefined })).toEqual([0, 0]);
});
