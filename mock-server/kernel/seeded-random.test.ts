import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSeededRandom } from './seeded-random.ts';

const draw = (seed: string, count = 50): number[] => {
  const random = createSeededRandom(seed);
  return Array.from({ length: count }, random.next);
};

test('the same seed gives the same numbers, another seed others', () => {
  expect(draw('one')).toEqual(draw('one'));
  expect(draw('one')).not.toEqual(draw('two'));
  expect(draw('')).not.toEqual(draw(' '));
});

test('numbers lie in [0, 1) and are spread evenly', () => {
  const counts = new Array<number>(10).fill(0);
  for (const number of draw('spread', 20_000)) {
    expect(number).toBeGreaterThanOrEqual(0);
    expect(number).toBeLessThan(1);
    const bin = Math.floor(number * 10);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(250);
});

test('a saved state goes on where it was', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(20), (seed, skip) => {
      const random = createSeededRandom(seed);
      for (let round = 0; round < skip; round++) random.next();
      const saved = random.save();
      const expected = [random.next(), random.next()];
      const other = createSeededRandom('other');
      other.load(saved);
      expect([other.next(), other.next()]).toEqual(expected);
    }),
  );
});
