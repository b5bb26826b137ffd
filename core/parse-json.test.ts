import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ExactNumber } from './exact-number.ts';
import type { Json } from './json.ts';
import { jsonEquals } from './json-equals.ts';
import { JsonSyntaxError, parseJson } from './parse-json.ts';
import { stringifyJson } from './stringify-json.ts';

describe('parseJson', () => {
  test('reads what JSON.parse reads, and writes it back the same', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value);
        expect(JSON.parse(stringifyJson(parseJson(text)))).toEqual(JSON.parse(text));
      }),
    );
  });

  test('refuses what JSON.parse refuses', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().chain((json) => mutilated(json)),
        ),
        (text) => {
          let lawful = true;
          try {
            JSON.parse(text);
          } catch {
            lawful = false;
          }
          if (lawful) parseJson(text);
          else expect(() => parseJson(text)).toThrow(JsonSyntaxError);
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each(['1.0', '5000000.0000', '9007199254740993', '18446744073709551615', '-0', '1e400', '0.1e1'])(
    'keeps the digits of %s',
    (text) => {
      const value = parseJson(`[${text}]`) as readonly Json[];
      expect(value[0]).toBeInstanceOf(ExactNumber);
      expect(stringifyJson(value)).toBe(`[${text}]`);
    },
  );

  test('gives ordinary numbers as numbers', () => {
    expect(parseJson('[1,-2.5,1e+21]')).toEqual([1, -2.5, 1e21]);
  });

  test('refuses depth instead of overflowing the stack', () => {
    const deep = '['.repeat(200_000);
    expect(() => parseJson(deep)).toThrow('nested deeper than 512');
    expect(() => parseJson('[[[]]]', { maxDepth: 2 })).toThrow('nested deeper than 2');
    expect(parseJson('[[]]', { maxDepth: 2 })).toEqual([[]]);
  });

  test('keeps __proto__ as an ordinary member', () => {
    const value = parseJson('{"__proto__":{"a":1}}') as { readonly [name: string]: Json };
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  test('takes the last of doubled members, or refuses them, as told', () => {
    expect(jsonEquals(parseJson('{"a":1,"a":2}'), { a: 2 })).toBe(true);
    expect(() => parseJson('{"a":1,"a":2}', { duplicates: 'error' })).toThrow('member "a" is doubled');
  });
});

function mutilated(json: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.nat(json.length), fc.constantFrom('', ',', '}', ']', '"', ' ', '\\', '0', '\u0000'))
    .map(([at, put]) => json.slice(0, at) + put + json.slice(at + 1));
}
