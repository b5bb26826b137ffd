import { expect, it } from 'vitest';
import { createSeededRandom } from './seeded.ts';

const draw = (seed: number, count: number): readonly number[] => {
  const random = createSeededRandom(seed);
  return Array.from({ length: count }, random);
};

it('gives the same numbers for the same seed, and others for another', () => {
  expect(draw(7, 20)).toEqual(draw(7, 20));
  expect(draw(7, 20)).not.toEqual(draw(8, 20));
});

it('gives numbers all over [0, 1), whatever the seed', () => {
  for (const seed of [0, 1, -1, 2 ** 31]) {
    const tenths = new Set<number>();
    for (const number of draw(seed, 1000)) {
      expect(number).toBeGreaterThanOrEqual(0);
      expect(number).toBeLessThan(1);
      tenths.add(Math.floor(number * 10));
    }
    expect(tenths.size).toBe(10);
  }
});
