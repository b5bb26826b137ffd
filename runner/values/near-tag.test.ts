import { expect, test } from 'vitest';
import { convert } from './convert.ts';
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

test('of a tag without a character nothing can be taken away', () => {
  expect(convert('""', 'added-last')).toBe('"1"');
  expect(() => convert('""', 'cut-first')).toThrow(MissingValue);
  expect(() => convert('', 'other-last')).toThrow(MissingValue);
});

test('what counts of a tag is what stands between its quotes', () => {
  expect(['W/"a"b"', '"a"', 'a', '""'].map((tag) => convert(tag, 'opaque'))).toEqual(['a"b', 'a', 'a', '']);
});
