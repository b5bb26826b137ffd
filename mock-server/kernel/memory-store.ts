import { createTables, type RowMap } from './row-tables.ts';
import { isRollBack, type RollBack, type Row, type Store, type Table } from './store.ts';

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
  /**
   * A store that starts as this one is now and keeps its writes to itself, in order. Counters are shared: what two
   * forks draw from them stays different.
   */
  fork(): { readonly store: Store; readonly writes: readonly Write[] };
  /** Puts the writes of a fork into this store. */
  merge(writes: readonly Write[]): void;
}

/** What may be wrong with a store on purpose (kernel mutants). */
export interface StoreDefects {
  /** Transactions keep their writes although they were rolled back. */
  readonly forgetsRollBack?: boolean;
}

/** Told of every write, and of every roll-back of a store. */
interface Recorder {
  write(write: Write): void;
  /** How much was recorded so far. */
  mark(): number;
  forgetSince(mark: number): void;
}

const noRecorder: Recorder = { write: () => {}, mark: () => 0, forgetSince: () => {} };

/** Creates an empty store. */
export function createMemoryStore(defects: StoreDefects = {}): MemoryStore {
  return createStore(new Map(), defects, noRecorder);
}

function createStore(
  counters: Map<string, bigint>,
  defects: StoreDefects,
  recorder: Recorder,
  start: Snapshot['tables'] = new Map(),
): MemoryStore {
  const tables = createTables();
  tables.replace(start);

  const write = (name: string, map: RowMap, key: string, row: Row | undefined): void => {
    recorder.write({ table: name, key, row });
    map.write(key, row);
  };
  const transaction = <R>(work: () => R | RollBack<R>): R => {
    const begun = tables.begin();
    const recorded = recorder.mark();
    let keep = false;
    try {
      const result = work();
      keep = !isRollBack(result);
      return isRollBack(result) ? result.rolledBack : result;
    } finally {
      if (!keep && !defects.forgetsRollBack) {
        tables.undoSince(begun);
        recorder.forgetSince(recorded);
      }
      tables.end();
    }
  };

  return {
    table: <T extends Row>(name: string): Table<T> => {
      const map = tables.named(name);
      return {
        get: (key) => map.get(key) as T | undefined,
        has: (key) => map.get(key) !== undefined,
        put: (key, row) => write(name, map, key, row),
        delete: (key) => {
          const had = map.get(key) !== undefined;
          if (had) write(name, map, key, undefined);
          return had;
        },
        entries: () => map.entries() as IterableIterator<readonly [string, T]>,
        get size() {
          return map.size();
        },
      };
    },
    next: (counter, from = 1n) => {
      const value = (counters.get(counter) ?? from - 1n) + 1n;
      counters.set(counter, value);
      return value;
    },
    transaction,
    snapshot: () => ({ tables: tables.copy(), counters: new Map(counters) }),
    restore: (snapshot) => {
      tables.replace(snapshot.tables);
      counters.clear();
      for (const [name, value] of snapshot.counters) counters.set(name, value);
    },
    fork: () => {
      // Copies the maps, not the rows; only mutants fork, so the cost is theirs.
      const writes: Write[] = [];
      const recording: Recorder = {
        write: (done) => writes.push(done),
        mark: () => writes.length,
        forgetSince: (mark) => {
          writes.length = mark;
        },
      };
      return { store: createStore(counters, defects, recording, tables.copy()), writes };
    },
    merge: (writes) => {
      transaction(() => {
        for (const { table, key, row } of writes) write(table, tables.named(table), key, row);
      });
    },
  };
}
