import type { Row } from './store.ts';

/**
 * Rows by key in order of insertion. Within a transaction a deleted row leaves an empty slot, so that undoing the
 * deletion gives it its old place back; the slots go when the outermost transaction ends.
 */
export interface RowMap {
  get(key: string): Row | undefined;
  write(key: string, row: Row | undefined): void;
  entries(): IterableIterator<readonly [string, Row]>;
  size(): number;
}

/** A row as it stands, or that it is gone (undefined). */
export interface Written {
  readonly table: string;
  readonly key: string;
  readonly row: Row | undefined;
}

/** All tables of a store, and the log that undoes what a transaction wrote. Costs what the transaction touched. */
export interface Tables {
  named(name: string): RowMap;
  /** Begins a transaction, also inside another; gives the place in the log to undo to. */
  begin(): number;
  undoSince(mark: number): void;
  /** What was written since, as it stands now: each row once, in the order of their first writes. */
  writtenSince(mark: number): Written[];
  /** All rows as they were at this place in the log. */
  copyAt(mark: number): Map<string, Map<string, Row>>;
  /** Ends the innermost transaction. */
  end(): void;
  /** All rows. A table without rows is like one that nobody has named. */
  copy(): Map<string, Map<string, Row>>;
  replace(tables: ReadonlyMap<string, ReadonlyMap<string, Row>>): void;
}

type Slots = Map<string, Row | undefined>;

interface NamedSlots extends RowMap {
  readonly name: string;
  readonly slots: Slots;
  /** Puts a slot back as it was: absent, empty or with a row. */
  undo(key: string, had: boolean, before: Row | undefined): void;
  /** Removes a slot that is still empty. */
  sweep(key: string): void;
}

interface Undo {
  readonly table: NamedSlots;
  readonly key: string;
  readonly had: boolean;
  readonly before: Row | undefined;
}

/** Creates no tables; {@link Tables.named} makes them on first use. */
export function createTables(): Tables {
  const tables = new Map<string, NamedSlots>();
  const log: Undo[] = [];
  let depth = 0;

  const remember = (table: NamedSlots, key: string): boolean => {
    if (depth === 0) return false;
    log.push({ table, key, had: table.slots.has(key), before: table.slots.get(key) });
    return true;
  };
  const named = (name: string): NamedSlots => {
    const found = tables.get(name);
    if (found) return found;
    const created = createSlots(name, remember);
    tables.set(name, created);
    return created;
  };

  return {
    named,
    begin: () => {
      depth++;
      return log.length;
    },
    undoSince: (mark) => {
      while (log.length > mark) {
        const last = log.pop();
        last?.table.undo(last.key, last.had, last.before);
      }
    },
    writtenSince: (mark) => {
      const written = new Map<string, Written>();
      for (const { table, key } of log.slice(mark))
        written.set(JSON.stringify([table.name, key]), { table: table.name, key, row: table.get(key) });
      return [...written.values()];
    },
    copyAt: (mark) => {
      const slots = new Map([...tables].map(([name, table]) => [name, new Map(table.slots)] as const));
      for (const { table, key, had, before } of log.slice(mark).toReversed()) {
        if (had) slots.get(table.name)?.set(key, before);
        else slots.get(table.name)?.delete(key);
      }
      return withoutEmpty(slots);
    },
    end: () => {
      depth--;
      if (depth > 0) return;
      for (const { table, key } of log) table.sweep(key);
      log.length = 0;
    },
    copy: () => withoutEmpty(new Map([...tables].map(([name, { slots }]) => [name, slots] as const))),
    replace: (states) => {
      for (const table of tables.values()) for (const key of [...table.slots.keys()]) table.undo(key, false, undefined);
      for (const [name, rows] of states) {
        const table = named(name);
        for (const [key, row] of rows) table.undo(key, true, row);
      }
    },
  };
}

/** The rows of all slots; a table without any is left out. */
function withoutEmpty(tables: ReadonlyMap<string, Slots>): Map<string, Map<string, Row>> {
  const copy = new Map<string, Map<string, Row>>();
  for (const [name, slots] of tables) {
    const rows = new Map([...slots].filter((slot): slot is [string, Row] => slot[1] !== undefined));
    if (rows.size > 0) copy.set(name, rows);
  }
  return copy;
}

function createSlots(name: string, remember: (table: NamedSlots, key: string) => boolean): NamedSlots {
  const slots: Slots = new Map();
  const set = (key: string, had: boolean, row: Row | undefined): void => {
    if (had) slots.set(key, row);
    else slots.delete(key);
  };
  const table: NamedSlots = {
    name,
    slots,
    get: (key) => slots.get(key),
    write: (key, row) => {
      const keepsSlot = remember(table, key);
      set(key, row !== undefined || (keepsSlot && slots.has(key)), row);
    },
    entries: function* () {
      for (const slot of slots) if (slot[1] !== undefined) yield slot as readonly [string, Row];
    },
    size: () => [...table.entries()].length,
    undo: set,
    sweep: (key) => {
      if (slots.has(key) && slots.get(key) === undefined) set(key, false, undefined);
    },
  };
  return table;
}
