import { describe, expect, it } from 'vitest';
import { listMembers } from './list-members.ts';

describe('listMembers', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['several lines are one list', ['Bearer', 'Bearer', 'Basic'], ['Bearer', 'Bearer', 'Basic']],
    ['a line may hold several members', ['GET, POST', 'PUT'], ['GET', 'POST', 'PUT']],
    ['blanks around members do not count', [' a ,\tb '], ['a', 'b']],
    ['empty members are none', [', a,, b,', ''], ['a', 'b']],
    [
      'a comma in a quoted string parts nothing',
      ['Bearer error_description="a, b", Basic'],
      ['Bearer error_description="a, b"', 'Basic'],
    ],
    ['an escaped quote ends no quoted string', [String.raw`"a\", b", c`], [String.raw`"a\", b"`, 'c']],
    ['a quoted string that is never closed holds the rest', ['a, "b, c'], ['a', '"b, c']],
    ['no line has no members', [], []],
  ])('%s', (_, lines, members) => {
    expect(listMembers(lines)).toEqual(members);
  });
});
