import { describe, expect, test } from 'vitest';
import { createMemoryStore, type MemoryStore } from './memory-store.ts';
import { createSeededRandom } from './seeded-random.ts';
import { createLateLook, createWindow } from './window.ts';

const random = createSeededRandom('windows');
const get = { method: 'GET' };
const put = { method: 'PUT' };
const take = (store: MemoryStore): boolean => {
  const rows = store.table<{ readonly taken: boolean }>('seats');
  const free = !rows.has('1');
  if (free) rows.put('1', { taken: true });
  return free;
};
const isTaken = (store: MemoryStore): boolean => store.table('seats').has('1');

describe('a window between check and write', () => {
  test('lets everybody who comes while it is open be judged by the state before', async () => {
    const execute = createWindow(createMemoryStore(), random, 0);
    const both = [execute(take, put), execute(take, put)];
    expect(execute(isTaken, get)).toBe(false);
    expect(await Promise.all(both)).toEqual([true, true]);
    expect(execute(isTaken, get)).toBe(true);
  });

  test('closes: who comes when it has closed is judged by what was written', async () => {
    const execute = createWindow(createMemoryStore(), random, 1);
    expect(await execute(take, put)).toBe(true);
    expect(execute(take, put)).toBe(false);
  });

  test('is there only for those whose writes are late', () => {
    const execute = createWindow(createMemoryStore(), random, 10, (_, method) => method === 'DELETE');
    expect(execute(take, put)).toBe(true);
    expect(execute(isTaken, get)).toBe(true);
  });
});

describe('a second look that comes too late', () => {
  /** Adds a name to what was read. */
  const adding =
    (name: string) =>
    (store: MemoryStore): string => {
      const rows = store.table<{ readonly names: readonly string[] }>('lists');
      rows.put('1', { names: [...(rows.get('1')?.names ?? []), name] });
      return name;
    };
  const names = (store: MemoryStore) => store.table<{ readonly names: readonly string[] }>('lists').get('1')?.names;

  test('notices who writes at the same time', async () => {
    const store = createMemoryStore();
    const execute = createLateLook(store, 10, () => true);
    await Promise.all([execute(adding('a'), put), execute(adding('b'), put)]);
    expect(names(store)?.toSorted()).toEqual(['a', 'b']);
  });

  test('forgets who came before it', async () => {
    const store = createMemoryStore();
    const execute = createLateLook(store, 10, (result) => result === 'late');
    const late = execute(adding('late'), put);
    execute(adding('between'), put);
    await late;
    expect(names(store)).toEqual(['late']);
  });
});
