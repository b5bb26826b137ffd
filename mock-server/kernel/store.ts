/** A row is an immutable value: a change puts a new one. That makes snapshots, roll-back and forks cheap. */
export type Row = object;

/** Rows of one kind by key, in order of insertion. */
export interface Table<T extends Row> {
  get(key: string): T | undefined;
  has(key: string): boolean;
  put(key: string, row: T): void;
  delete(key: string): boolean;
  entries(): IterableIterator<readonly [key: string, row: T]>;
  readonly size: number;
}

/**
 * State of one protocol: named tables and counters. Not safe to share between protocols.
 * A core may write at any time; what has to be all or nothing goes into {@link Store.transaction}.
 */
export interface Store {
  table<T extends Row>(name: string): Table<T>;
  /** The next value of a counter that never goes back, not even with a roll-back (1 first, or `from`). */
  next(counter: string, from?: bigint): bigint;
  /** Whatever comes next of a counter is more than this. */
  reach(counter: string, value: bigint): void;
  /** Runs the work; when it returns `rollBack(value)` every write in it is undone. Nests. Costs what it touches. */
  transaction<R>(work: () => R | RollBack<R>): R;
}

/** Marks the result of a transaction whose writes are to be undone. */
export interface RollBack<R> {
  readonly rolledBack: R;
}

/** Ends a transaction with this result and without its writes. */
export function rollBack<R>(result: R): RollBack<R> {
  return { rolledBack: result };
}

/** Is this the mark of {@link rollBack}? */
export function isRollBack<R>(value: R | RollBack<R>): value is RollBack<R> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'rolledBack');
}
