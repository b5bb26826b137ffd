import { describe, expect, it } from 'vitest';
import { parseJson } from '../../core/parse-json.ts';
import { stringifyJson } from '../../core/stringify-json.ts';
import { otherValue } from './other-value.ts';

describe('another value of the same type', () => {
  it.each([
    ['1', '2'],
    ['-0.5', '0.5'],
    ['9007199254740993', '1007199254740993'],
    ['true', 'false'],
    ['"Before"', '"Befora"'],
    ['"W/\\"539095\\""', '"W/\\"539096\\""'],
    ['""', '"a"'],
    ['"2026-11-30T20:00:00Z"', '"2027-11-30T20:00:00Z"'],
    ['"One or more errors occurred."', '""'],
    ['[1,2]', '[1]'],
  ])('%s becomes %s', (before, after) => {
    const other = otherValue(parseJson(before));
    expect(other === undefined ? undefined : stringifyJson(other)).toBe(after);
  });

  it.each(['null', '{}', '[]'])('there is none for %s', (text) => {
    expect(otherValue(parseJson(text))).toBeUndefined();
  });
});
