import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExpand } from './parse-expand.ts';
import { parseSelect } from './parse-select.ts';

describe('parseExpand', () => {
  it('reads names with their own options', () => {
    expect(
      parseExpand(
        "a, b( $select=c, d ; $filter=e eq 'x;),(''' and contains(f,g);$orderby=g desc;$top= 3 ), h($expand=i($select=j),k)",
      ),
    ).toMatchObject({
      ok: true,
      value: [
        { name: 'a', position: 0, select: undefined, expand: [] },
        {
          name: 'b',
          position: 3,
          select: [
            { text: 'c', position: 14 },
            { text: 'd', position: 17 },
          ],
          filter: { kind: 'and', operands: [{ right: { value: "x;),('" } }, { kind: 'call' }] },
          orderBy: [{ descending: true }],
          top: 3,
        },
        {
          name: 'h',
          expand: [
            { name: 'i', select: [{ text: 'j' }] },
            { name: 'k', select: undefined },
          ],
        },
      ],
    });
  });

  it.each([
    ['', 'name-expected', 0],
    ['a,', 'name-expected', 2],
    ['a((b)', 'unknown-option', 2],
    ['a)(b', 'name-expected', 0],
    ['a b', 'name-expected', 0],
    ['a()', 'unknown-option', 2],
    ['a($count=true)', 'unknown-option', 2],
    ['a(select=b)', 'unknown-option', 2],
    ['a($select=b,,c)', 'name-expected', 12],
    ['a( $filter=b eq)', 'expression-expected', 15],
    ['a($select=b;$orderby=c up)', 'syntax', 23],
    ['a($top=x)', 'count', 7],
    ['a($expand=b($expand=c()))', 'unknown-option', 22],
  ])('refuses %j: %s at %i', (text, reason, position) => {
    expect(parseExpand(text)).toMatchObject({ ok: false, error: { reason, position } });
  });

  it('refuses hostile depth without overflowing the stack', () => {
    const deep = `${'a($expand='.repeat(50_000)}b${')'.repeat(50_000)}`;
    expect(parseExpand(deep)).toMatchObject({ ok: false, error: { reason: 'too-deep', position: 100 } });
    expect(parseExpand('a($expand='.repeat(50_000))).toMatchObject({ ok: false, error: { position: 0 } });
    expect(parseExpand(`${'a($expand='.repeat(9)}b${')'.repeat(9)}`).ok).toBe(true);
  });

  it('never throws, whatever the text', () => {
    const words = fc.constantFrom('a', '(', ')', ',', ';', "'", '$select=', '$filter=', '$expand=', '$orderby=', ' ');
    fc.assert(
      fc.property(fc.array(words, { maxLength: 25 }), (list) => {
        expect(() => parseExpand(list.join(''))).not.toThrow();
      }),
      { numRuns: 1000 },
    );
  });
});

describe('parseSelect', () => {
  it('reads names as they are written, and where they stand', () => {
    expect(parseSelect('a,  B/c ,*')).toEqual({
      ok: true,
      value: [
        { text: 'a', position: 0 },
        { text: 'B/c', position: 4 },
        { text: '*', position: 9 },
      ],
    });
  });

  it.each([
    ['', 0],
    ['a,', 2],
    ['a, ,b', 3],
  ])('misses a name in %j at %i', (text, position) => {
    expect(parseSelect(text)).toMatchObject({ ok: false, error: { reason: 'name-expected', position, token: '' } });
  });
});
