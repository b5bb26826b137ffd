import { expect, test } from 'vitest';
import { isLike } from './like.ts';

test.each([
  ['Facility Management', 'facility%', true],
  ['Facility Management', '%MANAGE%', true],
  ['Facility Management', '%ment', true],
  ['Facility Management', 'F_cility%', true],
  ['Facility Management', 'Facility', false],
  ['Facility', 'Facility_', false],
  ['', '%', true],
  ['', '', true],
  ['aab', '%ab', true],
  ['a%b', 'a%b', true],
  ['a.b', 'a_b', true],
  ['a+', 'a+', true],
])('%s like %s: %s', (text, pattern, like) => {
  expect(isLike(text, pattern)).toBe(like);
});

test('takes no time that grows with the number of "%"', () => {
  expect(isLike('a'.repeat(10_000), `${'%a'.repeat(200)}b`)).toBe(false);
});
