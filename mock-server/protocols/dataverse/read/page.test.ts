import { describe, expect, it } from 'vitest';
import { cutPage, skipTokenAfter } from './page.ts';

const rows = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, version: 1n, values: {} }));
const idsOf = (page: ReturnType<typeof cutPage>): string | undefined => page?.rows.map(({ id }) => id).join('');

describe('the pages of a list', () => {
  it('follow each other until there are no more rows', () => {
    const first = cutPage(rows, undefined, 2);
    if (!first) throw new Error('there is a first page');
    expect([idsOf(first), first.more]).toEqual(['ab', true]);
    const second = cutPage(rows, skipTokenAfter(first), 2);
    if (!second) throw new Error('there is a second page');
    expect([idsOf(second), second.more]).toEqual(['cd', true]);
    const third = cutPage(rows, skipTokenAfter(second), 2);
    expect([idsOf(third), third?.more]).toEqual(['e', false]);
  });

  it('begin where the page before ended, whatever was added or taken away in front of it', () => {
    const first = cutPage(rows, undefined, 2);
    if (!first) throw new Error('there is a first page');
    expect(idsOf(cutPage(rows.slice(1), skipTokenAfter(first), 2))).toBe('cd');
    const gone = rows.filter(({ id }) => id !== 'b');
    expect(idsOf(cutPage(gone, skipTokenAfter(first), 2))).toBe('de');
  });

  it('are not found by a token of somebody else', () => {
    expect(cutPage(rows, '2', 2)).toBeUndefined();
  });
});
