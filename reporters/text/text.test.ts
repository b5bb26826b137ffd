import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayWidth } from './display-width.ts';
import { findDifference } from './find-difference.ts';
import { chop, truncate, truncateWords, wrap } from './fit.ts';
import { neutralizeBlock, neutralizeLine } from './neutralize.ts';

const anyText = fc.string({ unit: 'binary' });
const columns = fc.integer({ min: 2, max: 40 });

describe('neutralizeLine', () => {
  test.each([
    ['a\nb\r\tc', 'a\\nb\\r\\tc'],
    ['\u001b[31m', '\\x1b[31m'],
    ['\u202eabc', '\\u202eabc'],
    ['in\u00advis\u200bi\u2060ble \u3164', 'in\\xadvis\\u200bi\\u2060ble \\u3164'],
    ['no\u00a0break', 'no\\xa0break'],
    ['\ud800', '\\ud800'],
    ['😀 書', '😀 書'],
    ['::error::x', '\\x3a:error::x'],
    ['a::b ::1', 'a::b ::1'],
    ['##[error] ##vso[x]', '\\x23#[error] \\x23#vso[x]'],
  ])('%j becomes %j', (text, shown) => {
    expect(neutralizeLine(text)).toBe(shown);
  });

  test('leaves nothing behind that it would escape', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(neutralizeLine(neutralizeLine(text))).toBe(neutralizeLine(text));
      }),
    );
  });
});

test('neutralizeBlock keeps lines', () => {
  expect(neutralizeBlock('a\r\n\tb\nc\r')).toEqual(['a', '    b', 'c\\r']);
});

test.each([
  ['abc', 3],
  ['書名', 4],
  ['😀', 2],
  ['e\u0301', 1],
  ['Blåbær', 6],
])('displayWidth of %j is %i', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

describe('fitting', () => {
  test('truncate never exceeds the columns, and keeps what fits', () => {
    fc.assert(
      fc.property(anyText, columns, (text, width) => {
        const shown = truncate(text, width);
        expect(displayWidth(shown)).toBeLessThanOrEqual(width);
        if (displayWidth(text) <= width) expect(shown).toBe(text);
      }),
    );
  });

  test('truncateWords cuts between words', () => {
    expect(truncateWords('one, two three', 10)).toBe('one, two…');
    expect(truncateWords('short', 5)).toBe('short');
    fc.assert(
      fc.property(anyText, columns, (text, width) => {
        expect(displayWidth(truncateWords(text, width))).toBeLessThanOrEqual(width);
      }),
    );
  });

  test('chop tears no word where there is room', () => {
    expect(chop('> PUT http://127.0.0.1:5000/dab/api/Books', 30)).toEqual([
      '> PUT http://127.0.0.1:5000/',
      'dab/api/Books',
    ]);
    expect(chop('was accepted, but the read', 15)).toEqual(['was accepted, ', 'but the read']);
    expect(chop('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
  });

  test('chop loses nothing and fits', () => {
    fc.assert(
      fc.property(anyText, columns, (text, width) => {
        const pieces = chop(text, width);
        expect(pieces.join('')).toBe(text);
        for (const piece of pieces) expect(displayWidth(piece)).toBeLessThanOrEqual(width);
      }),
    );
  });

  test('wrap fits and loses at most blanks', () => {
    fc.assert(
      fc.property(anyText, columns, (text, width) => {
        const lines = wrap(text, width);
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });
});

describe('findDifference', () => {
  test('gives both texts back', () => {
    fc.assert(
      fc.property(anyText, anyText, (expected, actual) => {
        const { before, expected: left, actual: right, after } = findDifference(expected, actual);
        expect(before + left + after).toBe(expected);
        expect(before + right + after).toBe(actual);
      }),
    );
  });

  test('finds one changed letter', () => {
    expect(findDifference('guide', 'quide')).toEqual({ before: '', expected: 'g', actual: 'q', after: 'uide' });
  });
});
