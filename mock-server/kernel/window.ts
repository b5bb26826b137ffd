import type { Execution } from './execution.ts';
import type { MemoryStore } from './memory-store.ts';
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
  return (work, { method }) => {
    const { store: fork, writes } = store.fork();
    const response = work(fork);
    if (writes.length === 0) return response;
    if (!isLate(response, method)) {
      store.merge(writes);
      return response;
    }
    return new Promise((resolve) => {
      waiting.push(() => {
        store.merge(writes);
        resolve(response);
      });
      after(windowMs, closeOne);
    });
  };
}

/** Runs the work after this time, where timers wait a millisecond at least. */
function after(windowMs: number, work: () => void): void {
  const { setImmediate: inOneTurn } = globalThis as { readonly setImmediate?: (work: () => void) => unknown };
  if (windowMs === 0 && inOneTurn) inOneTurn(work);
  else setTimeout(work, windowMs);
}
