import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOf } from '../tests/support/cost-of.ts';
import { parseTemplate, type TemplatePart, TemplateSyntaxError, wholeToken } from './template.ts';

/** Parts without the members that only say how they were written. */
const meaning = (parts: readonly TemplatePart[]): unknown =>
  parts.map((part) =>
    part.kind === 'text' ? part.text : { root: part.root, path: part.path, conversion: part.conversion },
  );

describe('parseTemplate', () => {
  it.each([
    ['', []],
    ['plain $select and $1 and (x)', ['plain $select and $1 and (x)']],
    ['$(a)', [{ root: 'a', path: [] }]],
    ['$(bind.book.path)/x', [{ root: 'bind', path: ['book', 'path'] }, '/x']],
    [
      '$(a.b|percent)$(c)',
      [
        { root: 'a', path: ['b'], conversion: 'percent' },
        { root: 'c', path: [] },
      ],
    ],
    ['$$(a)', ['$(a)']],
    ['$$$(a)', ['$', { root: 'a', path: [] }]],
    ['$$$$(a) $$', ['$$(a) $$']],
    ['$(bind.x)($select=name)', [{ root: 'bind', path: ['x'] }, '($select=name)']],
  ])('reads %j', (text, parts) => {
    expect(meaning(parseTemplate(text))).toEqual(parts);
  });

  it('tells where each token begins', () => {
    expect(parseTemplate('ab$(c)$$(d)$(e.f)')).toMatchObject([
      { text: 'ab' },
      { text: '$(c)', offset: 2 },
      { text: '$(d)' },
      { text: '$(e.f)', offset: 11 },
    ]);
  });

  it.each([
    ['x $(a', 'token without ")"', 2],
    ['$()', '"$()" is not a token "$(name.name|conversion)"', 0],
    ['$( a )', '"$( a )" is not a token "$(name.name|conversion)"', 0],
    ['$(a..b)', '"$(a..b)" is not a token "$(name.name|conversion)"', 0],
    ['$(a|upper|lower)', '"$(a|upper|lower)" is not a token "$(name.name|conversion)"', 0],
    ['$(a|uper)', 'unknown conversion "uper"', 4],
  ])('refuses %j', (text, message, offset) => {
    const fault = ((): unknown => {
      try {
        return parseTemplate(text);
      } catch (error) {
        return error;
      }
    })();
    expect(fault).toBeInstanceOf(TemplateSyntaxError);
    expect(fault).toMatchObject({ message, offset });
  });

  it('takes time in proportion to the length of a hostile text', async () => {
    const parse = (): void => {
      parseTemplate('$$'.repeat(1_000_000));
      parseTemplate('$$('.repeat(300_000));
    };
    expect(await costOf(parse)).toBeLessThan(2000);
  });
});

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,5}$/);
const token = fc
  .tuple(fc.array(name, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '|upper', '|literal'))
  .map(([names, conversion]) => ({ kind: 'token' as const, text: `$(${names.join('.')}${conversion})` }));
const text = fc
  .string({ unit: fc.constantFrom('$', '(', ')', 'a', '.', '|', '€') })
  .map((value) => ({ kind: 'text' as const, text: value }));

/** The text of these parts, escaped as the manual says. */
function formatTemplate(parts: readonly { readonly kind: 'text' | 'token'; readonly text: string }[]): string {
  return parts
    .map((part, index) => {
      if (part.kind === 'token') return part.text;
      const escaped = part.text.replaceAll(/(?<!\$)(\$+)\(/g, '$1$1(');
      return parts[index + 1]?.kind === 'token' ? escaped.replace(/(?<!\$)\$+$/, '$&$&') : escaped;
    })
    .join('');
}

describe('parseTemplate, given any texts and tokens,', () => {
  it('reads them back', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(token, text)), (parts) => {
        const joined: { kind: 'text' | 'token'; text: string }[] = [];
        for (const part of parts) {
          const last = joined.at(-1);
          if (part.text === '') continue;
          if (part.kind === 'text' && last?.kind === 'text') last.text += part.text;
          else joined.push({ ...part });
        }
        const read = parseTemplate(formatTemplate(joined));
        expect(read.map(({ kind, text }) => ({ kind, text }))).toEqual(joined);
      }),
    );
  });
});

describe('wholeToken', () => {
  it('gives the token only when it is the whole text', () => {
    expect(wholeToken('$(a.b)')).toMatchObject({ root: 'a', path: ['b'] });
    expect(wholeToken('$(a.b)c')).toBeUndefined();
    expect(wholeToken('c$(a.b)')).toBeUndefined();
    expect(wholeToken('$$(a.b)')).toBeUndefined();
    expect(wholeToken('')).toBeUndefined();
  });
});
