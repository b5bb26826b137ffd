import { expect, test } from 'vitest';
import { nextForeignRow } from './foreign-row.ts';
import { createMemoryStore } from './memory-store.ts';

test('somebody else writes one of their rows after the other, and begins again', () => {
  const store = createMemoryStore();
  const rows = [1, 2, 3, 4, 5].map(() => nextForeignRow(store, 3));
  expect(rows.map(({ place }) => place)).toEqual([0, 1, 2, 0, 1]);
  expect(rows[2]?.id).toBe('0194fe82-0000-7000-8000-000000000002');
  expect(new Set(rows.map(({ id }) => id)).size).toBe(3);
});
