import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseKey } from './parse-key.ts';

describe('parseKey', () => {
  it('reads primary keys', () => {
    expect(parseKey('00000000-0000-0000-0000-00000000000A')).toMatchObject({
      kind: 'bare',
      literal: { kind: 'guid', value: '00000000-0000-0000-0000-00000000000a' },
    });
  });

  it('reads named parts in the order they have', () => {
    expect(parseKey("a=1,b='x,=''y',c=true")).toEqual({
      kind: 'named',
      parts: [
        ['a', { kind: 'number', value: 1, written: '1' }],
        ['b', { kind: 'text', value: "x,='y", written: "'x,=''y'" }],
        ['c', { kind: 'boolean', value: true, written: 'true' }],
      ],
    });
  });

  it.each(['', 'abc', 'a=1,', ',a=1', 'a=1,a=2', "a='x", "a='x'y'", 'a=', '00000000-0000-0000-0000-0000-0000000001'])(
    'refuses %j',
    (text) => {
      expect(parseKey(text)).toBeUndefined();
    },
  );

  it('reads back every text that is written as a literal', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (first, second) => {
        const key = parseKey(`a='${first.replaceAll("'", "''")}',b='${second.replaceAll("'", "''")}'`);
        expect(key?.kind === 'named' && key.parts.map(([, { value }]) => value)).toEqual([first, second]);
      }),
    );
  });
});
