import { describe, expect, it } from 'vitest';
import { compareInstants, parseInstant } from './instant.ts';

describe('parseInstant', () => {
  it.each([
    ['1970-01-01', 0, ''],
    ['1970-01-02T00:00Z', 86_400, ''],
    ['1970-01-01t00:00:01.500z', 1, '5'],
    ['1970-01-01 01:00:00+01:00', 0, ''],
    ['1969-12-31T23:59:59.9-00:30', 1799, '9'],
    ['0001-01-01T00:00:00', -62_135_596_800, ''],
    ['9999-12-31T23:59:59.123456789012Z', 253_402_300_799, '123456789012'],
    ['2000-02-29', 951_782_400, ''],
  ])('reads %s', (text, seconds, fraction) => {
    expect(parseInstant(text)).toEqual({ kind: 'instant', seconds, fraction });
  });

  it.each([
    '',
    '1970',
    '1970-1-1',
    '0000-01-01',
    '1970-00-01',
    '1970-13-01',
    '1970-02-30',
    '1970-01-00',
    '1970-01-01T24:00Z',
    '1970-01-01T00:60Z',
    '1970-01-01T00:00:60Z',
    '1970-01-01T00:00:00.Z',
    '1970-01-01T00:00+15:00',
    '1970-01-01T00:00+01:60',
    '1970-01-01Z',
    ' 1970-01-01',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('gives instants that compare by every digit', () => {
    const order = [
      '1970-01-01T00:00:00Z',
      '1970-01-01T00:00:00.05',
      '1970-01-01T00:00:00.1Z',
      '1970-01-01T00:00:00.10000001Z',
      '1970-01-01T00:00:01',
    ];
    const instants = order.map((text) => parseInstant(text)!);
    instants.forEach((left, i) => {
      instants.forEach((right, j) => {
        expect(Math.sign(compareInstants(left, right))).toBe(Math.sign(i - j));
      });
    });
  });
});
