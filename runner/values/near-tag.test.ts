import { expect, test } from 'vitest';
import { convert, decodeRowversion } from './convert.ts';
import { MissingValue } from './missing-value.ts';

const near = ['added-first', 'added-last', 'cut-first', 'cut-last', 'other-first', 'other-last'] as const;

test.each([
  ['W/"539095"', ['W/"1539095"', 'W/"5390951"', 'W/"39095"', 'W/"53909"', 'W/"639095"', 'W/"539096"']],
  ['"9f"', ['"19f"', '"9f1"', '"f"', '"9"', '"1f"', '"9a"']],
  ['0a1b-f', ['10a1b-f', '0a1b-f1', 'a1b-f', '0a1b-', '1a1b-f', '0a1b-a']],
  ['Zz', ['1Zz', 'Zz1', 'z', 'Z', 'Gz', 'Zg']],
  ['=', ['1=', '=1', '', '', 'x', 'x']],
])('near misses of %s differ from it at an end of what counts, and stay of its kind', (tag, misses) => {
  expect(near.map((miss) => convert(tag, miss))).toEqual(misses);
});

test('a row version keeps its padding, and its other last character makes another number', () => {
  const stamp = 'AAAAACeGa20=';
  expect(near.map((miss) => convert(stamp, miss))).toEqual([
    '1AAAAACeGa20=',
    'AAAAACeGa201=',
    'AAAACeGa20=',
    'AAAAACeGa2=',
    'BAAAACeGa20=',
    'AAAAACeGa24=',
  ]);
  expect(decodeRowversion(convert(stamp, 'other-last'))).toBe(663120750n);
  expect(decodeRowversion(convert(stamp, 'other-first'))).toBeGreaterThan(663120750n);
});

test('of a tag without a character nothing can be taken away', () => {
  expect(convert('""', 'added-last')).toBe('"1"');
  expect(() => convert('""', 'cut-first')).toThrow(MissingValue);
  expect(() => convert('', 'other-last')).toThrow(MissingValue);
});

test('what counts of a tag is what stands between its quotes', () => {
  expect(['W/"a"b"', '"a"', 'a', '""'].map((tag) => convert(tag, 'opaque'))).toEqual(['a"b', 'a', 'a', '']);
});
