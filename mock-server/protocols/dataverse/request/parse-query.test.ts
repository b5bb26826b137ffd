import { describe, expect, it } from 'vitest';
import { parseQuery } from './parse-query.ts';

describe('parseQuery', () => {
  it('reads $select, $expand with its own $select, and $top; leaves $filter and $orderby as they are', () => {
    const query = '$select=a,%20b&$expand=c($select=d,e),f&$filter=a%20eq%20%27x%27&$orderby=a+desc&$top=3';
    expect(parseQuery(query)).toMatchObject({
      select: ['a', 'b'],
      expand: [
        { name: 'c', select: [{ text: 'd' }, { text: 'e' }] },
        { name: 'f', select: undefined },
      ],
      filter: "a eq 'x'",
      orderBy: 'a desc',
      top: 3,
    });
  });

  it('selects everything when nothing or * is selected', () => {
    const everything = {
      select: undefined,
      expand: [],
      filter: undefined,
      orderBy: undefined,
      top: undefined,
      count: false,
      skipToken: undefined,
    };
    expect(parseQuery(undefined)).toEqual({ names: [], ...everything });
    expect(parseQuery('$select=*')).toMatchObject(everything);
    expect(parseQuery('$select=&$expand=&$filter=&$orderby=+&$top=&$count=false')).toMatchObject(everything);
  });

  it.each(['$select=%zz', '$select=a,,b', '$expand=a((b)', '$expand=a(select=b)', '$top=x', '$top=-1', '$count=1'])(
    'gives nothing for %s',
    (query) => {
      expect(parseQuery(query)).toBeUndefined();
    },
  );
});
