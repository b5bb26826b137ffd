import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findInJson } from './find-in-json.ts';

const at = (text: string, ...segments: readonly string[]): string | undefined => {
  const span = findInJson(text, segments);
  return span && text.slice(span.start, span.end);
};

test.each([
  ['{"a":{"b":1}}', ['a', 'b'], '1'],
  ['{"a":{"b":1}}', ['a'], '{"b":1}'],
  ['[10, {"x": [true, "t,]"]}]', ['1', 'x', '1'], '"t,]"'],
  [' {"b":{"a":1},"a" : null } ', ['a'], 'null'],
  [String.raw`{"a\"b":"c\\"}`, ['a"b'], String.raw`"c\\"`],
  ['{"a":1}', ['b'], undefined],
  ['{"a":1}', ['a', 'b'], undefined],
  ['7', [], '7'],
  ['no JSON', ['a'], undefined],
  ['{"a":', ['a'], undefined],
  ['', [], undefined],
])('in %s at %j stands %s', (text, segments, found) => {
  expect(at(text, ...segments)).toBe(found);
});

test('every value of every document is found where it stands', () => {
  fc.assert(
    fc.property(fc.json({ depthSize: 'medium' }), (text) => {
      const visit = (value: unknown, place: readonly string[]): void => {
        expect(JSON.parse(at(text, ...place) ?? 'undefined')).toEqual(value);
        if (typeof value !== 'object' || value === null) return;
        for (const [name, member] of Object.entries(value)) visit(member, [...place, name]);
      };
      visit(JSON.parse(text), []);
    }),
  );
});

test('no text at all, and no depth, is too much', () => {
  const deep = `${'['.repeat(30_000)}1${']'.repeat(30_000)}`;
  expect(at(deep, ...Array.from({ length: 30_000 }, () => '0'))).toBe('1');
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void findInJson(text, ['a'])));
});
