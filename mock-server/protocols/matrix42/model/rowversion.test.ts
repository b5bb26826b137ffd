import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeRowversion, encodeRowversion, firstRowversion } from './rowversion.ts';

const bits64 = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });

describe('encodeRowversion', () => {
  it('writes 12 characters of base64 that read back as the same number', () => {
    fc.assert(
      fc.property(bits64, (value) => {
        const text = encodeRowversion(value);
        expect(text).toMatch(/^[A-Za-z0-9+/]{11}=$/);
        expect(Buffer.from(text, 'base64').readBigUInt64BE()).toBe(value);
        expect(decodeRowversion(text)).toBe(value);
      }),
    );
  });

  it('agrees with published values', () => {
    expect(encodeRowversion(9284979n)).toBe('AAAAAACNrXM=');
    expect(encodeRowversion(0x27866b6dn)).toBe('AAAAACeGa20=');
    expect(encodeRowversion(firstRowversion)).toBe('AAAAAEa7mU4=');
  });
});

describe('decodeRowversion', () => {
  it.each(['', 'abc', 'AAA=', 'AAAAACeGa20', 'AAAAACeGa2==', 'AAAAACeGa21=', 'AAAAACeGa20A', 'AAAAACeGa2-='])(
    'refuses %j',
    (text) => {
      expect(decodeRowversion(text)).toBeUndefined();
    },
  );
});
