import { expect, it } from 'vitest';
import { withoutLeniencies } from './read-lenient-json.ts';

it.each([
  ['[{ "op": "remove" },]', '[{ "op": "remove" }]'],
  ['[/* one */{ "a": 1 } // two\n]', '[{ "a": 1 } \n]'],
  ['[{ "a": 1, }] and more', '[{ "a": 1}]'],
  ['[{ "a": "x // ,] /* y */" }]', '[{ "a": "x // ,] /* y */" }]'],
  ['[{ "a": "\\"," }]', '[{ "a": "\\"," }]'],
  ['"x"', '"x"'],
  ['[{ "op":', '[{ "op":'],
])('reads %s as %s', (text, plain) => {
  expect(withoutLeniencies(text)).toBe(plain);
});
