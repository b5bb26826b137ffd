import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costOf } from '../../tests/support/cost-of.ts';
import { createMemoryStore, type MemoryStore } from './memory-store.ts';
import { rollBack, type Store } from './store.ts';

interface Change<K> {
  readonly kind: K;
  readonly table: string;
  readonly key: string;
  readonly value: number;
}
interface Transaction {
  readonly kind: 'transaction';
  readonly ends: 'commits' | 'rolls back' | 'throws';
  readonly work: readonly Command[];
}
type Command = Change<'put'> | Change<'delete'> | Transaction;

const plain: fc.Arbitrary<Command> = fc.record({
  kind: fc.constantFrom('put', 'delete'),
  table: fc.constantFrom('a', 'b'),
  key: fc.constantFrom('1', '2', '3', '4', '__proto__'),
  value: fc.nat(9),
});
const { commands } = fc.letrec<{ commands: readonly Command[] }>((tie) => ({
  commands: fc.array(
    fc.oneof(
      { weight: 4, arbitrary: plain },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('transaction' as const),
          ends: fc.constantFrom('commits' as const, 'rolls back' as const, 'throws' as const),
          work: tie('commands'),
        }),
      },
    ),
    { maxLength: 12, depthIdentifier: 'depth' },
  ),
}));

class Thrown extends Error {}

function run(store: Store, list: readonly Command[]): void {
  for (const command of list) {
    if (command.kind === 'put') store.table(command.table).put(command.key, { value: command.value });
    else if (command.kind === 'delete') store.table(command.table).delete(command.key);
    else {
      try {
        store.transaction(() => {
          run(store, command.work);
          if (command.ends === 'throws') throw new Thrown();
          return command.ends === 'rolls back' ? rollBack(undefined) : undefined;
        });
      } catch (error) {
        if (!(error instanceof Thrown)) throw error;
      }
    }
  }
}

/** The same by copying everything: rows with a place, which a deletion within a transaction does not free. */
type Model = Map<string, Map<string, number | undefined>>;
const tableOf = (model: Model, name: string): Map<string, number | undefined> => {
  const found = model.get(name) ?? new Map<string, number | undefined>();
  model.set(name, found);
  return found;
};
const copyOf = (model: Model): Model => new Map([...model].map(([name, rows]) => [name, new Map(rows)]));

function runModel(model: Model, list: readonly Command[], depth = 0): Model {
  let state = model;
  for (const command of list) {
    if (command.kind === 'put') tableOf(state, command.table).set(command.key, command.value);
    else if (command.kind === 'delete') {
      const rows = tableOf(state, command.table);
      if (depth === 0) rows.delete(command.key);
      else if (rows.has(command.key)) rows.set(command.key, undefined);
    } else {
      const before = copyOf(state);
      const after = runModel(state, command.work, depth + 1);
      state = command.ends === 'commits' ? after : before;
      if (depth === 0)
        for (const rows of state.values()) for (const [key, value] of rows) if (value === undefined) rows.delete(key);
    }
  }
  return state;
}

const contents = (store: Store): unknown =>
  ['a', 'b'].map((name) => [...store.table<{ value: number }>(name).entries()].map(([key, { value }]) => [key, value]));
const modelContents = (model: Model): unknown =>
  ['a', 'b'].map((name) => [...tableOf(model, name)].filter(([, value]) => value !== undefined));

function expectAgrees(store: MemoryStore, model: Model): void {
  expect(contents(store)).toEqual(modelContents(model));
  for (const name of ['a', 'b']) {
    const rows = tableOf(model, name);
    const table = store.table<{ value: number }>(name);
    expect(table.size).toBe([...rows.values()].filter((value) => value !== undefined).length);
    for (const key of ['1', '2', '3', '4', '__proto__']) {
      expect(table.has(key)).toBe(rows.get(key) !== undefined);
      expect(table.get(key)?.value).toBe(rows.get(key));
    }
  }
}

describe('a memory store', () => {
  test('agrees with a model that copies everything, in rows and in their order', () => {
    fc.assert(
      fc.property(commands, (list) => {
        const store = createMemoryStore();
        run(store, list);
        expectAgrees(store, runModel(new Map(), list));
      }),
      { numRuns: 500 },
    );
  });

  test('is after a roll-back as if nothing had been done', () => {
    fc.assert(
      fc.property(commands, commands, (first, work) => {
        const store = createMemoryStore();
        run(store, first);
        const before = contents(store);
        run(store, [{ kind: 'transaction', ends: 'rolls back', work }]);
        expect(contents(store)).toEqual(before);
      }),
    );
  });

  test('goes back to a snapshot, whatever was written since', () => {
    fc.assert(
      fc.property(commands, commands, (first, later) => {
        const store = createMemoryStore();
        run(store, first);
        const before = contents(store);
        const snapshot = store.snapshot();
        run(store, later);
        store.restore(snapshot);
        expect(contents(store)).toEqual(before);
        expect(contents(createMemoryStoreFrom(snapshot))).toEqual(before);
      }),
    );
  });

  test('a fork shows its writes, leaves the store alone, and is what the store becomes by merging them', () => {
    fc.assert(
      fc.property(commands, commands, (first, later) => {
        const store = createMemoryStore();
        run(store, first);
        const before = contents(store);
        const { store: fork, writes } = store.fork();
        run(fork, later);
        expect(contents(store)).toEqual(before);
        store.merge(writes);
        expect(sorted(contents(store))).toEqual(sorted(contents(fork)));
      }),
    );
  });

  test('forks draw different numbers, and a number is never drawn twice', () => {
    const store = createMemoryStore();
    const forks = [store.fork().store, store.fork().store, store];
    expect(forks.map((fork) => fork.next('n'))).toEqual([1n, 2n, 3n]);
    store.transaction(() => rollBack(store.next('n')));
    expect(store.next('n')).toBe(5n);
    expect(store.next('other', 500n)).toBe(500n);
  });

  test('that forgets to roll back keeps what a transaction wrote', () => {
    const store = createMemoryStore({ forgetsRollBack: true });
    run(store, [{ kind: 'transaction', ends: 'rolls back', work: [{ kind: 'put', table: 'a', key: '1', value: 1 }] }]);
    expect(store.table('a').has('1')).toBe(true);
  });

  test('rows may be deleted and put while they are listed', () => {
    const store = createMemoryStore();
    for (const key of ['1', '2', '3']) store.table('a').put(key, { value: Number(key) });
    store.transaction(() => {
      const seen: string[] = [];
      for (const [key] of store.table('a').entries()) {
        seen.push(key);
        store.table('a').delete('2');
      }
      expect(seen).toEqual(['1', '3']);
    });
    expect(store.table('a').size).toBe(2);
  });

  test('a table that is looked at, or has lost its last row, is no part of the state', () => {
    const store = createMemoryStore();
    const before = store.snapshot();
    expect(store.table('a').has('1')).toBe(false);
    store.table('b').put('1', { value: 1 });
    store.table('b').delete('1');
    expect(store.snapshot()).toEqual(before);
  });

  test('a transaction costs what it touches, not what the store holds', async () => {
    const costWith = (rows: number): Promise<number> => {
      const store = createMemoryStore();
      for (let key = 0; key < rows; key++) store.table('a').put(String(key), { value: key });
      return costOf(() => {
        for (let round = 0; round < 2000; round++) {
          store.transaction(() => {
            store.table('a').delete(String(round % rows));
            store.table('a').put('new', { value: round });
            return rollBack(undefined);
          });
        }
      });
    };
    await costWith(100);
    // Copying 200,000 rows 2000 times would take minutes.
    expect(await costWith(200_000)).toBeLessThan(20 * (await costWith(100)) + 50);
  });
});

function createMemoryStoreFrom(snapshot: ReturnType<MemoryStore['snapshot']>): MemoryStore {
  const store = createMemoryStore();
  store.restore(snapshot);
  return store;
}

function sorted(value: unknown): unknown {
  return (value as [string, number][][]).map((rows) => rows.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
