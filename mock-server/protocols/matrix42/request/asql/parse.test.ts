import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseColumns, parseSort } from './parse-columns.ts';
import { parseWhere } from './parse-where.ts';

const path = (attribute: string, ...steps: readonly object[]) => expect.objectContaining({ attribute, steps });
const read = (text: string): unknown => {
  const parsed = parseWhere(text);
  return 'fault' in parsed ? parsed : parsed.value;
};

describe('a WHERE clause', () => {
  it('compares attributes with texts, whose quotes are doubled, numbers and dates', () => {
    expect(read("Name = 'O''Brien'")).toEqual({
      kind: 'compare',
      path: path('Name'),
      by: '=',
      with: { kind: 'text', text: "O'Brien" },
    });
    expect(read('[TimeStamp]>9284979')).toMatchObject({ by: '>', with: { kind: 'number', number: 9284979 } });
    expect(read('CreatedDate >= #2026-08-31#')).toMatchObject({ with: { kind: 'date', text: '2026-08-31' } });
    expect(read('Impact != Urgency')).toMatchObject({ by: '<>', with: path('Urgency') });
  });

  it('joins conditions: NOT before AND before OR, unless parentheses say otherwise', () => {
    expect(read('a = 1 or b = 2 and not c = 3')).toMatchObject({
      kind: 'or',
      all: [{ kind: 'compare' }, { kind: 'and', all: [{ kind: 'compare' }, { kind: 'not' }] }],
    });
    expect(read('(a = 1 OR b = 2) AND c = 3')).toMatchObject({
      kind: 'and',
      all: [{ kind: 'or' }, { kind: 'compare' }],
    });
  });

  it('knows LIKE, IN and IS NULL, and each with NOT', () => {
    expect(read("Name LIKE 'a%'")).toMatchObject({ kind: 'like', pattern: 'a%' });
    expect(read("Name NOT LIKE 'a%'")).toMatchObject({ kind: 'not', condition: { kind: 'like' } });
    expect(read("Name IN ('a', 'b')")).toMatchObject({ kind: 'in', list: [{ text: 'a' }, { text: 'b' }] });
    expect(read('Reason is not null')).toMatchObject({ kind: 'not', condition: { kind: 'null' } });
  });

  it('leads along relations, upwards, and to other fragments of the object', () => {
    expect(read("Parent.Name = 'x'")).toMatchObject({ path: path('Name', { kind: 'relation', name: 'Parent' }) });
    expect(read("Recursive(Parent).ID = 'x'")).toMatchObject({
      path: path('ID', { kind: 'recursive', name: 'Parent' }),
    });
    expect(read('T(SPSCommonClassBase).[TypeID] IS NULL')).toMatchObject({
      path: path('TypeID', { kind: 'fragment', name: 'SPSCommonClassBase' }),
    });
    expect(read("[Expression-ObjectID] = 'x'")).toMatchObject({ path: path('Expression-ObjectID') });
  });

  it.each([
    ['Name =', 6],
    ['Name like', 9],
    ['End = 1', 0],
    ['Name = "x"', 7],
    ['(Name = 1', 9],
    ['Name = 1)', 8],
    ['Name NOT = 1', 9],
    ['Name IN ()', 9],
    ["Name = 'x", 7],
    ['Recursive(Parent)', 17],
    ['Name = 1 AND', 12],
    ['Name; DROP', 4],
  ])('is refused where it cannot go on: %s at %i', (text, at) => {
    expect(read(text)).toMatchObject({ fault: { at } });
  });

  it('nests as deep as anybody needs, and no deeper', () => {
    const nested = (depth: number): string => `${'('.repeat(depth)}a = 1${')'.repeat(depth)}`;
    expect(read(nested(40))).toMatchObject({ kind: 'compare' });
    expect(read(nested(100_000))).toMatchObject({ fault: { expected: 'fewer parentheses' } });
    expect(read(`${'not '.repeat(100_000)}a = 1`)).toMatchObject({ fault: {} });
  });

  it('is read or refused, whatever the text', () => {
    const piece = fc.constantFrom(
      'a',
      '[End]',
      "'x''y'",
      '1',
      '#2026-01-01#',
      '(',
      ')',
      'and',
      'or',
      'not',
      '=',
      'like',
      'in',
      ',',
      '.',
      'T(',
      'é',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const parsed = parseWhere(pieces.join(' '));
        expect('fault' in parsed ? parsed.fault.at : 0).toBeGreaterThanOrEqual(0);
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(Object.keys(parseWhere(text))).toHaveLength(1);
      }),
    );
  });

  it('gives any text in quotes back as it was', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(read(`a = '${text.replaceAll("'", "''")}'`)).toMatchObject({ with: { kind: 'text', text } });
      }),
    );
  });
});

describe('columns', () => {
  it('may have another name, and must where they are not of the definition itself', () => {
    expect(parseColumns('ID,[End] AS [EndedOn], Parent.Name as ParentName')).toEqual({
      value: [
        { path: path('ID') },
        { path: path('End'), alias: 'EndedOn' },
        { path: path('Name', { kind: 'relation', name: 'Parent' }), alias: 'ParentName' },
      ],
    });
    expect(parseColumns('ID,End')).toMatchObject({ fault: { at: 3, found: 'End' } });
    expect(parseColumns('ID,')).toMatchObject({ fault: { at: 3 } });
  });
});

describe('an order', () => {
  it('goes up unless it says down', () => {
    expect(parseSort('Name ASC, CreatedDate DESC,ID')).toMatchObject({
      value: [
        { column: 'Name', descending: false },
        { column: 'CreatedDate', descending: true },
        { column: 'ID', descending: false },
      ],
    });
    expect(parseSort('Name sideways')).toMatchObject({ fault: { found: 'sideways' } });
  });
});
