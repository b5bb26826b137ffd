import { createTables, type RowMap, type Written } from './row-tables.ts';
import { isRollBack, type RollBack, type Row, type Store, type Table } from './store.ts';

/** A whole state, cheap to take: rows are shared, only the maps are copied. */
export interface Snapshot {
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, Row>>;
  readonly counters: ReadonlyMap<string, bigint>;
}

/** One write: a row put, or deleted (undefined). */
export type Write = Written;

/** The store behind the reference server. */
export interface MemoryStore extends Store {
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
  /**
   * A store that starts as this one is now and keeps its writes to itself, in order. Counters are shared: what two
   * forks draw from them stays different.
   */
  fork(): { readonly store: MemoryStore; readonly writes: readonly Write[] };
  /** Puts the writes of a fork into this store. */
  merge(writes: readonly Write[]): void;
  /** Runs work that may look at the rows as it found them, and take back what it wrote. What is left counts. */
  watch<R>(work: (attempt: Attempt) => R): R;
  /** Runs the work and takes back what it did to the store, counters too. */
  attempt<R>(work: (attempt: Attempt) => R): Attempted<R>;
}

/** What came of work that was taken back. */
interface Attempted<R> {
  readonly result: R;
  /** Each row it wrote, as it left it. */
  readonly writes: readonly Write[];
  /** Does to the store what the work had done. */
  redo(): void;
}

/** What work may do while it is watched. */
export interface Attempt {
  /** The rows as they were when it began, in a store of their own. */
  before(): Store;
  /** Takes back what was written until now. */
  undo(): void;
  /** The same, and counters go back to where they were. */
  restart(): void;
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

  const put = (writes: readonly Write[]): void => {
    transaction(() => {
      for (const { table, key, row } of writes) write(table, tables.named(table), key, row);
    });
  };
  const setCounters = (values: ReadonlyMap<string, bigint>): void => {
    counters.clear();
    for (const [name, value] of values) counters.set(name, value);
  };

  const beginAttempt = () => {
    const begun = tables.begin();
    const recorded = recorder.mark();
    const counted = new Map(counters);
    const undo = (): void => {
      tables.undoSince(begun);
      recorder.forgetSince(recorded);
    };
    const attempt: Attempt = {
      before: () => createStore(new Map(counted), defects, noRecorder, tables.copyAt(begun)),
      undo,
      restart: () => {
        undo();
        setCounters(counted);
      },
    };
    return { attempt, written: () => tables.writtenSince(begun), end: tables.end };
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
    reach: (counter, value) => {
      if ((counters.get(counter) ?? 0n) < value) counters.set(counter, value);
    },
    transaction,
    snapshot: () => ({ tables: tables.copy(), counters: new Map(counters) }),
    restore: (snapshot) => {
      tables.replace(snapshot.tables);
      setCounters(snapshot.counters);
    },
    watch: (work) => {
      const { attempt, end } = beginAttempt();
      try {
        return work(attempt);
      } finally {
        end();
      }
    },
    attempt: (work) => {
      const { attempt, written, end } = beginAttempt();
      try {
        const result = work(attempt);
        const writes = written();
        const reached = new Map(counters);
        return {
          result,
          writes,
          redo: () => {
            put(writes);
            setCounters(reached);
          },
        };
      } finally {
        attempt.restart();
        end();
      }
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
    merge: put,
  };
}
