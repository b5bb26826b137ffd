import { expect, it } from 'vitest';
import { nearestName } from './nearest-name.ts';

it.each([
  ['expct', ['assume', 'expect'], 'expect'],
  ['exepct', ['expect', 'assume'], 'expect'],
  ['IFMATCH', ['ifMatch', 'ifNoneMatch'], 'ifMatch'],
  ['a', ['b'], 'b'],
  ['ab', ['xy'], undefined],
  ['xyz', ['expect', 'assume'], undefined],
  ['x', [], undefined],
])('of what %s may mean', (name, known, nearest) => {
  expect(nearestName(name, known)).toBe(nearest);
});
