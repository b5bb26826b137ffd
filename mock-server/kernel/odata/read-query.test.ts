import { describe, expect, it } from 'vitest';
import { readQuery } from './read-query.ts';

describe('readQuery', () => {
  it('decodes names and values in their order', () => {
    expect(readQuery('%24filter=a+eq%20%27x%3D%26%27&$select=%C3%A9&&x&$select=b=c')).toEqual([
      { name: '$filter', value: "a eq 'x=&'", malformed: false },
      { name: '$select', value: 'é', malformed: false },
      { name: 'x', value: '', malformed: false },
      { name: '$select', value: 'b=c', malformed: false },
    ]);
    expect(readQuery(undefined)).toEqual([]);
    expect(readQuery('')).toEqual([]);
  });

  it('keeps escapes that are none, and says so', () => {
    expect(readQuery('a=%zz%41&b=%ff&c%=%2')).toEqual([
      { name: 'a', value: '%zzA', malformed: true },
      { name: 'b', value: '%ff', malformed: true },
      { name: 'c%', value: '%2', malformed: true },
    ]);
  });
});
