import { expect, test } from 'vitest';
import { splitWords } from './split-words.ts';

test.each([
  ['az account get-access-token  -o tsv', ['az', 'account', 'get-access-token', '-o', 'tsv']],
  [`a "b c" 'd "e' f\\ g ""`, ['a', 'b c', 'd "e', 'f g', '']],
  [String.raw`C:\tools\az.exe "--to=\"x\""`, [String.raw`C:\tools\az.exe`, '--to="x"']],
  ['echo $HOME `id` *', ['echo', '$HOME', '`id`', '*']],
])('%s', (text, words) => {
  expect(splitWords('--identity', text)).toEqual(words);
});

test.each(['a "b', "a 'b", '', '  '])('%j is no command', (text) => {
  expect(() => splitWords('--identity', text)).toThrow(/^--identity/);
});
