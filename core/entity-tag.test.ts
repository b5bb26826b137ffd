import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type EntityTag,
  formatEntityTag,
  matchesWeakly,
  parseEntityTag,
  parseEntityTagCondition,
} from './entity-tag.ts';

const opaque = fc.string({ unit: fc.constantFrom(..."!#$%&'()*+,-./:;<=>?@AZaz[]^_`{|}~0\\é") });
const tag: fc.Arbitrary<EntityTag> = fc.record({ weak: fc.boolean(), opaque });

describe('entity-tags (RFC 9110 §8.8.3)', () => {
  test('reading what was written gives the same tag', () => {
    fc.assert(
      fc.property(tag, (value) => {
        expect(parseEntityTag(formatEntityTag(value))).toEqual(value);
      }),
    );
  });

  test('a list survives any separators RFC 9110 §5.6.1 allows', () => {
    const separator = fc.constantFrom(',', ', ', ' ,', ',,', ' , ,\t');
    fc.assert(
      fc.property(fc.array(tag, { minLength: 1 }), separator, (tags, between) => {
        expect(parseEntityTagCondition(tags.map(formatEntityTag).join(between))).toEqual(tags);
      }),
    );
  });

  test('weak comparison is symmetric and looks at the characters alone', () => {
    fc.assert(
      fc.property(tag, tag, (a, b) => {
        expect(matchesWeakly(a, b)).toBe(matchesWeakly(b, a));
        expect(matchesWeakly(a, { weak: !a.weak, opaque: a.opaque })).toBe(true);
        expect(matchesWeakly(a, { weak: a.weak, opaque: `${a.opaque}x` })).toBe(false);
      }),
    );
  });

  test.each(['abc', '"abc', 'abc"', 'w/"abc"', 'W/abc', '"a"b"', '"a b"', '', '"a" "b"', ' "a"'])(
    '%j is no tag',
    (text) => {
      expect(parseEntityTag(text)).toBeUndefined();
    },
  );

  test.each(['', ' ', ',', '"a" "b"', '*, "a"', '"a", *', '"a"x'])('%j is no condition', (text) => {
    expect(parseEntityTagCondition(text)).toBeUndefined();
  });

  test('a star stands alone', () => {
    expect(parseEntityTagCondition(' * ')).toBe('*');
  });
});
