import { describe, expect, it } from 'vitest';
import { parseWhere, passes } from './where-clause.ts';

const holds = (where: string, value: string | number | null): boolean | undefined =>
  parseWhere(where)?.every((test) => passes(test, value));

describe('parseWhere', () => {
  it('reads comparisons joined by AND, names in brackets and doubled quotes', () => {
    expect(parseWhere("Name = 'O''Brien' AND [End] >= 4 and Parent <> null")).toEqual([
      { attribute: 'Name', operator: '=', value: "O'Brien" },
      { attribute: 'End', operator: '>=', value: 4 },
      { attribute: 'Parent', operator: '<>', value: null },
    ]);
  });

  it.each(['', 'Name', "Name = 'x", "Name = 'x' AND", "Name = 'x' OR Name = 'y'", 'Name LIKE 1', "Name = 'a' b = 2"])(
    'refuses %j',
    (text) => {
      expect(parseWhere(text)).toBeUndefined();
    },
  );
});

describe('passes', () => {
  it('compares numbers by value and texts without case', () => {
    expect(holds('A > 9', 10)).toBe(true);
    expect(holds('A <= 9', 10)).toBe(false);
    expect(holds("A = 'ABC'", 'abc')).toBe(true);
    expect(holds("A < 'b'", 'a')).toBe(true);
  });

  it('finds null equal to null alone', () => {
    expect(holds('A = null', null)).toBe(true);
    expect(holds('A = null', 1)).toBe(false);
    expect(holds('A <> null', 1)).toBe(true);
    expect(holds('A = 1', null)).toBe(false);
  });

  it('finds values of different kinds unequal and in no order', () => {
    expect(holds("A = '1'", 1)).toBe(false);
    expect(holds("A <> '1'", 1)).toBe(true);
    expect(holds("A > '1'", 2)).toBe(false);
  });
});
