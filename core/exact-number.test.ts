import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareNumbers, distance, ExactNumber, isWholeNumber, numberFromText } from './exact-number.ts';

const decimalText = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: -20, max: 20 }))
  .map(([digits, power]) => ({ digits, power, text: `${digits}e${power}` }));

describe('compareNumbers', () => {
  test('orders decimals as exact arithmetic does', () => {
    fc.assert(
      fc.property(decimalText, decimalText, (a, b) => {
        const left = a.digits * 10n ** BigInt(a.power + 20);
        const right = b.digits * 10n ** BigInt(b.power + 20);
        const expected = left < right ? -1 : left > right ? 1 : 0;
        expect(Math.sign(compareNumbers(new ExactNumber(a.text), new ExactNumber(b.text)))).toBe(expected);
      }),
    );
  });

  test.each([
    ['1', '1.0', 0],
    ['100', '1e2', 0],
    ['-0', '0', 0],
    ['0.10', '0.1', 0],
    ['9007199254740993', '9007199254740992', 1],
    ['1e400', '1e399', 1],
    ['-1e400', '1', -1],
  ])('%s against %s', (left, right, order) => {
    expect(Math.sign(compareNumbers(numberFromText(left), numberFromText(right)))).toBe(order);
  });
});

describe('distance', () => {
  test('is what exact arithmetic gives, in either order', () => {
    fc.assert(
      fc.property(decimalText, decimalText, (a, b) => {
        const between = a.digits * 10n ** BigInt(a.power + 20) - b.digits * 10n ** BigInt(b.power + 20);
        const expected = new ExactNumber(`${between < 0n ? -between : between}e-20`);
        for (const [left, right] of [
          [a, b],
          [b, a],
        ] as const)
          expect(compareNumbers(distance(new ExactNumber(left.text), new ExactNumber(right.text)), expected)).toBe(0);
      }),
    );
  });

  test.each([
    ['9007199254740993', '9007199254740992', '1'],
    ['0.3', '0.2', '0.1'],
    ['-1', '1.50', '2.5'],
    ['1e3', '1000.0', '0'],
    ['0', '-0.005', '0.005'],
    ['12e40', '0', '12e40'],
    ['1e999999999', '1', '1e999999999'],
    ['1', '-1e-999999999', '1'],
    ['9'.repeat(1_000_000), '0', `${'9'.repeat(1000)}e999000`],
  ])('of %s and %s is %s', (left, right, expected) => {
    expect(String(distance(numberFromText(left), numberFromText(right)))).toBe(expected);
  });
});

describe('isWholeNumber', () => {
  test.each([
    ['4', true],
    ['4.0', true],
    ['4e3', true],
    ['40e-1', true],
    ['4.5', false],
    ['45e-1', false],
    ['0.0', true],
  ])('%s: %s', (text, whole) => {
    expect(isWholeNumber(numberFromText(text))).toBe(whole);
  });
});
