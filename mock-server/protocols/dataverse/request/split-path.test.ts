import { describe, expect, it } from 'vitest';
import { splitPath } from './split-path.ts';

describe('splitPath', () => {
  it('decodes segments and keeps slashes inside literals', () => {
    expect(splitPath("/a(b='x/y')/c")).toEqual(['', "a(b='x/y')", 'c']);
    expect(splitPath('/a(b=%27x/y%27)/c%20d')).toEqual(['', "a(b='x/y')", 'c d']);
    expect(splitPath("/a(b='O''Neil%2F')")).toEqual(['', "a(b='O''Neil/')"]);
  });

  it('gives nothing for a malformed escape', () => {
    expect(splitPath('/a/%zz')).toBeUndefined();
    expect(splitPath('/a/%')).toBeUndefined();
    expect(splitPath('/a/%ff')).toBeUndefined();
  });
});
