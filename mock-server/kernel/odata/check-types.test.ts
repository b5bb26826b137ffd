import { describe, expect, it } from 'vitest';
import { checkFilter, typeOfExpression } from './check-types.ts';
import { parseFilter } from './parse-filter.ts';
import type { OdataType } from './value.ts';

const types: Readonly<Record<string, OdataType>> = {
  id: 'number',
  name: 'text',
  key: 'guid',
  at: 'instant',
  flag: 'boolean',
};
const typeOf = ({ names }: { readonly names: readonly string[] }): OdataType | undefined => types[names.join('/')];

function check(text: string): unknown {
  const filter = parseFilter(text);
  if (!filter.ok) throw new Error(filter.error.reason);
  return checkFilter(filter.value, typeOf);
}

describe('checkFilter', () => {
  it.each([
    'flag',
    'null',
    'id eq 1.5 and id lt -3',
    'not flag or id eq null',
    'at gt 2020-01-01 and at lt 2020-01-01T00:00:00Z',
    "contains(name,'x') and startswith(name,null)",
    'key eq null or null eq null',
  ])('accepts %s', (text) => {
    expect(check(text)).toBeUndefined();
  });

  it.each([
    ["id eq 'x'", ['number', 'text'], 3],
    ["key eq 'x'", ['guid', 'text'], 4],
    ['name gt at', ['text', 'instant'], 5],
    ['flag and id', ['boolean', 'number'], 5],
    ['not id', ['number'], 0],
    ['not id eq 1', ['number'], 0],
    ["contains(id,'1')", ['number', 'text'], 0],
    ["nope eq 1 or id eq 'x'", undefined, 0],
  ])('finds the fault in %s', (text, operands, position) => {
    const place = { position, kind: expect.any(String) };
    expect(check(text)).toMatchObject(
      operands ? { reason: 'operands', types: operands, node: place } : { reason: 'unknown-path', path: place },
    );
  });

  it('wants a truth value as a whole', () => {
    expect(check('id')).toMatchObject({ reason: 'not-boolean', types: ['number'] });
    expect(check('name')).toMatchObject({ reason: 'not-boolean', types: ['text'] });
  });

  it('names paths that do not exist', () => {
    expect(check('ID eq 1')).toMatchObject({ reason: 'unknown-path', path: { names: ['ID'] } });
    const column = parseFilter('id');
    expect(column.ok && typeOfExpression(column.value, typeOf)).toBe('number');
  });
});
