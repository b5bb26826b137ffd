import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { costOf } from '../../tests/support/cost-of.ts';
import { buildAutomaton } from './build-automaton.ts';
import { compilePattern, LongTextError, PatternError } from './compile-pattern.ts';
import { parsePattern } from './parse-pattern.ts';
import { runAutomaton } from './run-automaton.ts';

const characters = ['a', 'b', 'A', '_', '1', ' ', '\u00a0', '\n', '\r', '\u2028', 'ſ', 'é', '😀', '\ud83d', '-'];
const texts = fc.string({ unit: fc.constantFrom(...characters), maxLength: 8 });

const atoms = fc.constantFrom(
  ...['a', 'b', '.', '\\s', '\\S', '\\d', '\\w', '\\W', '[ab]', '[^a]', '[^]', '[\\]a-]', '[\\u{1f600}]', 'é', '😀'],
  ...[
    '\\u00e9',
    '\\u{e9}',
    '\\xe9',
    '\\ud83d\\ude00',
    '\\ud83d',
    '\\p{L}',
    '\\P{Lu}',
    '\\n',
    '\\cJ',
    '\\0',
    '\\/',
    '\\.',
  ],
  ...['^', '$', '\\b', '\\B', '(?:)'],
);
const quantifiers = fc.constantFrom('*', '+', '?', '{2}', '{1,}', '{0,2}', '{2,3}', '*?', '+?', '{1,2}?');
const groups = fc.constantFrom('(', '(?:');

const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
  pattern: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.array(tie('part'), { maxLength: 3 }).map((parts) => parts.join('')),
    fc.tuple(tie('pattern'), tie('pattern')).map(([one, other]) => `${one}|${other}`),
  ),
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atoms,
    fc
      .tuple(groups, tie('pattern'), fc.oneof(fc.constant(''), quantifiers))
      .map(([opening, inner, sign]) => `${opening}${inner})${sign}`),
    fc
      .tuple(
        atoms.filter((atom) => !/^(?:[$^]|\\b)$/i.test(atom)),
        quantifiers,
      )
      .map(([atom, quantifier]) => `${atom}${quantifier}`),
  ),
}));

describe('an automaton', () => {
  it.each(['u', 'iu'])('holds for the same texts as the engine that is built in (%s)', (flags) => {
    fc.assert(
      fc.property(pattern, texts, (source, text) => {
        const states = buildAutomaton(parsePattern(source));
        fc.pre(states !== undefined);
        const expected = new RegExp(`^(?:${source})$`, flags).test(text);
        expect(runAutomaton(states, flags)(text)).toBe(expected);
      }),
      { numRuns: 3000 },
    );
  });
});

test('a part of a text, or all of it', () => {
  expect(compilePattern('b+')('abbc')).toBe(true);
  expect(compilePattern('^b+')('abbc')).toBe(false);
  expect(compilePattern('b+', { whole: true })('abbc')).toBe(false);
  expect(compilePattern('a|abbc', { whole: true })('abbc')).toBe(true);
  expect(compilePattern('É', { caseless: true })('é')).toBe(true);
});

/** What takes a backtracking engine longer than anybody waits, or overflows its stack. */
const catastrophes: readonly (readonly [source: string, text: string, fits: boolean])[] = [
  ['(a|a)*b', 'a'.repeat(200_000), false],
  ['(a+)+b', 'a'.repeat(200_000), false],
  ['(a|a){100}b?', `${'a'.repeat(100)}c`, false],
  ['(.*)*x', 'y'.repeat(100_000), false],
  ['.*a.*a.*a.*b', 'a'.repeat(100_000), false],
  ['(.|\\n)*', 'a\n'.repeat(400_000), true],
  ['(\\w+\\s?)*!', 'words '.repeat(10_000), false],
];

test.each(catastrophes)('%s ends', async (source, text, fits) => {
  const judge = (): void => {
    expect(compilePattern(source, { whole: true })(text)).toBe(fits);
    expect(compilePattern(`^(?:${source})$`)(text)).toBe(fits);
  };
  expect(await costOf(judge)).toBeLessThan(5000);
});

test('what cannot end soon is refused', () => {
  expect(() => compilePattern('(?=(a+)+b)a')).toThrow(PatternError);
  expect(() => compilePattern('(a+)+\\1')).toThrow(PatternError);
  expect(() => compilePattern('(')).toThrow(SyntaxError);
  expect(compilePattern('^(?!x-)[a-z-]+$')('y-z')).toBe(true);
  expect(() => compilePattern('^(?!x-)[a-z-]+$')('y'.repeat(2_000_000))).toThrow(LongTextError);
  expect(() => compilePattern('(?=.*a.*b)')('a'.repeat(10_000))).toThrow(LongTextError);
  expect(() => compilePattern('(a{1000}){1000}')('a'.repeat(10_000))).toThrow(LongTextError);
});
