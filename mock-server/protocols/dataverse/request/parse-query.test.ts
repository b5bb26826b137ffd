import { describe, expect, it } from 'vitest';
import { parseQuery } from './parse-query.ts';

describe('parseQuery', () => {
  it('reads $select, $expand with its own $select, $filter and $top', () => {
    expect(parseQuery('$select=a,%20b&$expand=c($select=d,e),f&$filter=a%20eq%20%27x%27&$top=3')).toEqual({
      select: ['a', 'b'],
      expand: [
        { name: 'c', select: ['d', 'e'] },
        { name: 'f', select: undefined },
      ],
      filter: "a eq 'x'",
      top: 3,
    });
  });

  it('selects everything when nothing or * is selected', () => {
    expect(parseQuery(undefined)?.select).toBeUndefined();
    expect(parseQuery('$select=*')?.select).toBeUndefined();
  });

  it('gives nothing for a malformed escape or $expand', () => {
    expect(parseQuery('$select=%zz')).toBeUndefined();
    expect(parseQuery('$expand=a((b)')).toBeUndefined();
  });
});
