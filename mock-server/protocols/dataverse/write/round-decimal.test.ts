import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExactNumber, numberFromText } from '../../../../core/exact-number.ts';
import { roundDecimal } from './round-decimal.ts';

describe('roundDecimal', () => {
  it.each([
    ['47.639583', 5, '47.63958'],
    ['6000000', 4, '6000000.0000'],
    ['0.00005', 4, '0.0001'],
    ['-0.00005', 4, '-0.0001'],
    ['-0.00001', 4, '0.0000'],
    ['1.5e2', 0, '150'],
    ['15e-1', 0, '2'],
    ['1e-999999', 4, '0.0000'],
    ['9007199254740993.25', 1, '9007199254740993.3'],
  ])('rounds %s to %i decimals', (text, places, rounded) => {
    expect(roundDecimal(new ExactNumber(text), places)).toBe(rounded);
  });

  it('leaves alone what has that many decimals', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.integer({ min: 0, max: 9999 }), (whole, part) => {
        const text = `${whole}.${String(part).padStart(4, '0')}`;
        expect(roundDecimal(numberFromText(text), 4)).toBe(text);
      }),
    );
  });
});
