import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, laterInstant, parseInstant } from './date-time.ts';

describe('parseInstant', () => {
  it('turns every offset into UTC with seven digits, of which the database keeps six', () => {
    expect(parseInstant('2031-01-01T01:30:00.1234567+01:30')?.instant).toBe('2031-01-01T00:00:00.1234560Z');
    expect(parseInstant('2031-01-01T00:00:00Z')?.instant).toBe('2031-01-01T00:00:00.0000000Z');
  });

  it('says whether there was an offset', () => {
    expect(parseInstant('2031-01-01T00:00:00')?.hasOffset).toBe(false);
    expect(parseInstant('2031-01-01')?.hasOffset).toBe(false);
  });

  it('refuses what is no date', () => {
    for (const text of ['', 'soon', '2031-02-30T00:00:00Z', '2031-01-01T24:00:00Z', '2031-01-01T00:60:00Z'])
      expect(parseInstant(text)).toBeUndefined();
  });

  it('keeps the order of instants in the order of texts', () => {
    const millis = fc.integer({ min: 0, max: 250_000_000_000_000 });
    fc.assert(
      fc.property(millis, millis, (a, b) => {
        expect(instantOf(a) < instantOf(b)).toBe(a < b);
        expect(parseInstant(instantOf(a))?.instant).toBe(instantOf(a));
      }),
    );
  });
});

describe('laterInstant', () => {
  it('is later than the one before, whatever the clock says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: -5, max: 5 }), (millis, drift) => {
        let last = instantOf(millis);
        for (let i = 0; i < 3; i++) {
          const next = laterInstant(millis + drift, last);
          expect(next > last).toBe(true);
          last = next;
        }
      }),
    );
    expect(laterInstant(0, '2031-12-31T23:59:59.9999990Z')).toBe('2032-01-01T00:00:00.0000000Z');
  });
});
