import type { Execution } from './execution.ts';
import type { MemoryStore, Write } from './memory-store.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Whose writes arrive late: asked when a request has been judged, of what came of it. */
type IsLate = (result: unknown, method: string) => boolean;

/**
 * Judges requests by the state at their arrival, and lets what they write arrive later: what comes in between is judged by
 * the same state.
 * @param windowMs how much later; 0 ms is one turn of the event loop.
 * @param isLate which of them; the writes of the others arrive at once.
 */
export function createWindow(
  store: MemoryStore,
  random: SeededRandom,
  windowMs: number,
  isLate: IsLate = () => true,
): Execution {
  const waiting: (() => void)[] = [];
  // When a window closes, any of the waiting writes may be the next: the order of arrival proves nothing.
  const closeOne = (): void => waiting.splice(Math.floor(random.next() * waiting.length), 1)[0]?.();
  return postponing(store, isLate, (writes, settle) => {
    waiting.push(() => {
      store.merge(writes);
      settle();
    });
    after(windowMs, closeOne);
  });
}

/**
 * The same, with a second look at the rows in the last quarter of twice the time: what changes one of them after that look makes the request be handled anew,
 * by the state there is. What changed one before it is forgotten.
 */
export function createLateLook(store: MemoryStore, windowMs: number, isLate: IsLate): Execution {
  const rowsOf = (writes: readonly Write[]) => writes.map(({ table, key }) => store.table(table).get(key));
  return postponing(store, isLate, (writes, settle, again) => {
    after(windowMs * 1.5, () => {
      const seen = rowsOf(writes);
      after(windowMs * 0.5, () => {
        if (rowsOf(writes).some((row, index) => row !== seen[index])) return again();
        store.merge(writes);
        settle();
      });
    });
  });
}

/**
 * Handles requests in a store of their own, and leaves what late ones have written to somebody else.
 * @param postpone puts the writes into the store when it is time, and settles; or has the request handled again.
 */
function postponing(
  store: MemoryStore,
  isLate: IsLate,
  postpone: (writes: readonly Write[], settle: () => void, again: () => void) => void,
): Execution {
  return (work, { method }) => {
    const { store: fork, writes } = store.fork();
    const response = work(fork);
    if (writes.length === 0) return response;
    if (!isLate(response, method)) {
      store.merge(writes);
      return response;
    }
    return new Promise((resolve) =>
      postpone(
        writes,
        () => resolve(response),
        () => resolve(store.transaction(() => work(store))),
      ),
    );
  };
}

/** Runs the work after this time, where timers wait a millisecond at least. */
function after(windowMs: number, work: () => void): void {
  const { setImmediate: inOneTurn } = globalThis as { readonly setImmediate?: (work: () => void) => unknown };
  if (windowMs === 0 && inOneTurn) inOneTurn(work);
  else setTimeout(work, windowMs);
}
