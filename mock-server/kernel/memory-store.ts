import { isRollBack, type RollBack, type Row, type Store, type Table } from './store.ts';

/** What one table write replaced: enough to undo it. */
interface Undo {
  readonly table: Map<string, Row>;
  readonly key: string;
  readonly before: Row | undefined;
}

/** A whole state, cheap to take: rows are shared, only the maps are copied. */
export interface Snapshot {
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, Row>>;
  readonly counters: ReadonlyMap<string, bigint>;
}

/** One write of a fork: a row put, or deleted (undefined). */
export interface Write {
  readonly table: string;
  readonly key: string;
  readonly row: Row | undefined;
}

/** The store behind the reference server. */
export interface MemoryStore extends Store {
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
  /** A store that reads through to this one as it is now and keeps its writes to itself, in order. */
  fork(): { readonly store: Store; readonly writes: readonly Write[] };
  /** Puts the writes of a fork into this store. */
  merge(writes: readonly Write[]): void;
}

/** What may be wrong with a store on purpose (kernel mutants). */
export interface StoreDefects {
  /** Transactions keep their writes although they were rolled back. */
  readonly forgetsRollBack?: boolean;
}

/** Creates an empty store. */
export function createMemoryStore(defects: StoreDefects = {}): MemoryStore {
  const tables = new Map<string, Map<string, Row>>();
  const counters = new Map<string, bigint>();
  let undo: Undo[] | undefined;

  const rows = (name: string): Map<string, Row> => {
    const found = tables.get(name);
    if (found) return found;
    const created = new Map<string, Row>();
    tables.set(name, created);
    return created;
  };
  const write = (table: Map<string, Row>, key: string, row: Row | undefined): void => {
    undo?.push({ table, key, before: table.get(key) });
    if (row === undefined) table.delete(key);
    else table.set(key, row);
  };
  const next = (counter: string, from = 1n): bigint => {
    const value = (counters.get(counter) ?? from - 1n) + 1n;
    counters.set(counter, value);
    return value;
  };
  const transaction = <R>(work: () => R | RollBack<R>): R => {
    const outer = undo;
    const mine: Undo[] = [];
    undo = mine;
    let done = false;
    try {
      const result = work();
      done = !isRollBack(result);
      return isRollBack(result) ? result.rolledBack : result;
    } finally {
      undo = undefined;
      if (!done && !defects.forgetsRollBack)
        for (const { table, key, before } of mine.reverse()) write(table, key, before);
      undo = outer;
      if (done) outer?.push(...mine);
    }
  };

  return {
    table: <T extends Row>(name: string): Table<T> => {
      const map = rows(name);
      return {
        get: (key) => map.get(key) as T | undefined,
        has: (key) => map.has(key),
        put: (key, row) => write(map, key, row),
        delete: (key) => {
          const had = map.has(key);
          if (had) write(map, key, undefined);
          return had;
        },
        entries: () => map.entries() as IterableIterator<readonly [string, T]>,
        get size() {
          return map.size;
        },
      };
    },
    next,
    transaction,
    snapshot: () => ({
      tables: new Map([...tables].map(([name, map]) => [name, new Map(map)])),
      counters: new Map(counters),
    }),
    restore: (snapshot) => {
      for (const map of tables.values()) map.clear();
      for (const [name, saved] of snapshot.tables) for (const [key, row] of saved) rows(name).set(key, row);
      counters.clear();
      for (const [name, value] of snapshot.counters) counters.set(name, value);
    },
    fork: () => {
      // Copies the maps, not the rows; only mutants fork, so the cost is theirs.
      const copy = createMemoryStore(defects);
      copy.restore({ tables, counters });
      const writes: Write[] = [];
      const recorded = recordWrites(copy, writes, next);
      return { store: recorded, writes };
    },
    merge: (writes) => {
      for (const { table, key, row } of writes) write(rows(table), key, row);
    },
  };
}

function recordWrites(store: MemoryStore, writes: Write[], next: Store['next']): Store {
  return {
    table: <T extends Row>(name: string): Table<T> => {
      const table = store.table<T>(name);
      return {
        get: table.get,
        has: table.has,
        put: (key, row) => {
          writes.push({ table: name, key, row });
          table.put(key, row);
        },
        delete: (key) => {
          writes.push({ table: name, key, row: undefined });
          return table.delete(key);
        },
        entries: table.entries,
        get size() {
          return table.size;
        },
      };
    },
    next,
    transaction: (work) => {
      const mark = writes.length;
      let rolledBack = false;
      const result = store.transaction(() => {
        const outcome = work();
        rolledBack = isRollBack(outcome);
        return outcome;
      });
      if (rolledBack) writes.length = mark;
      return result;
    },
  };
}
