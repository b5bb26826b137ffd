import { expect, test } from 'vitest';
import type { Spelling } from './spellings.ts';
import { splitText } from './split-text.ts';

const spelling = (text: string): Spelling => ({
  text,
  word: '"$NUMBER"',
  variable: { name: 'NUMBER', text, origin: { kind: 'made', made: { kind: 'integer', text } } },
});
const spelt = (text: string, place: 'url' | 'body'): string =>
  splitText(text, [spelling('12345678')], place)
    .map((piece) => (piece.kind === 'text' ? piece.text : '$'))
    .join('');

test.each([
  ['/rows(12345678)', 'url', '/rows($)'],
  // The 0 belongs to the blank.
  ['/rows?$filter=id%20eq%2012345678%20and', 'url', '/rows?$filter=id%20eq%20$%20and'],
  ['/rows(912345678)', 'url', '/rows(912345678)'],
  ['/rows(123456789)', 'url', '/rows(123456789)'],
  ['{"id":12345678}', 'body', '{"id":$}'],
  ['{"text":"100%2012345678"}', 'body', '{"text":"100%2012345678"}'],
] as const)('%s in the %s', (text, place, expected) => {
  expect(spelt(text, place)).toBe(expected);
});
