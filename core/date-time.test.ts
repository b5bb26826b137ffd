import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareInstants, distanceMs, type Instant, parseDateTime, readDateTime } from './date-time.ts';

const instant = (text: string): Instant => {
  const read = parseDateTime(text);
  if (read === undefined) throw new Error(`no date-time: ${text}`);
  return read;
};

describe('parseDateTime', () => {
  it.each([
    '2024-02-29T12:00:00Z',
    '2024-02-29t12:00:00.123456789012345678z',
    '0000-01-01T00:00:00Z',
    '2016-12-31T23:59:60Z',
    '2024-01-01T00:00:00+23:59',
  ])('takes %s', (text) => {
    expect(parseDateTime(text)).toBeDefined();
  });

  it.each([
    '2023-02-29T12:00:00Z',
    '2024-13-01T00:00:00Z',
    '2024-01-01T24:00:00Z',
    '2024-01-01T00:60:00Z',
    '2024-01-01T00:00:61Z',
    '2024-01-01T00:00:00+24:00',
    '2024-01-01T00:00:00+00:60',
    '2024-01-01 00:00:00Z',
    '2024-01-01T00:00Z',
    '2024-01-01T00:00:00',
    '2024-01-01',
    '2024-01-01T00:00:00.Z',
    'x2024-01-01T00:00:00Z',
  ])('refuses %s', (text) => {
    expect(parseDateTime(text)).toBeUndefined();
  });
});

describe('readDateTime', () => {
  it('tells how a moment is written', () => {
    expect(readDateTime('2024-01-02 03:04')).toEqual({
      instant: { seconds: Date.UTC(2024, 0, 2, 3, 4) / 1000, fraction: '' },
      year: 2024,
      separator: ' ',
      hasSeconds: false,
      isLeapSecond: false,
      offsetMinutes: undefined,
    });
    expect(readDateTime('2024-01-02T03:04:60-01:30')).toMatchObject({ isLeapSecond: true, offsetMinutes: -90 });
    expect(readDateTime('2024-01-02')).toMatchObject({ separator: undefined, offsetMinutes: undefined });
  });
});

describe('instants', () => {
  it('are the same in every offset and with zeros behind', () => {
    expect(compareInstants(instant('2024-01-01T12:00:00.50Z'), instant('2024-01-01T14:30:00.5+02:30'))).toBe(0);
  });

  it('are ordered to the last digit', () => {
    const [a, b] = [instant('2024-01-01T00:00:00.0000000000001Z'), instant('2024-01-01T00:00:00.0000000000002Z')];
    expect([compareInstants(a, b), compareInstants(b, a)]).toEqual([-1, 1]);
  });

  it.each([
    ['2024-01-01T00:00:00.7Z', '2024-01-01T00:00:00.8Z', '100'],
    ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00.0000000000000001Z', '0.0000000000001'],
    ['1969-12-31T23:59:59.9Z', '1970-01-01T00:00:00.1Z', '200'],
    ['2024-01-01T00:00:00Z', '2024-01-01T01:00:00+01:00', '0'],
  ])('%s and %s are %s ms apart', (left, right, distance) => {
    expect(String(distanceMs(instant(left), instant(right)))).toBe(distance);
    expect(String(distanceMs(instant(right), instant(left)))).toBe(distance);
  });

  it('of dates that JavaScript knows are the same as its own', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(-6e13), max: new Date(2e14), noInvalidDate: true }), (date) => {
        const { seconds, fraction } = instant(date.toISOString());
        expect(seconds * 1000 + Number(`0.${fraction || 0}`) * 1000).toBeCloseTo(date.getTime(), 3);
      }),
    );
  });
});
