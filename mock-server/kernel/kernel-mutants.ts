import type { Execution } from './execution.ts';
import type { MemoryStore, StoreDefects, Write } from './memory-store.ts';
import type { SeededRandom } from './seeded-random.ts';
import { createWindow } from './window.ts';

/** A bug that belongs to no protocol: it sits between requests and the store. */
export interface KernelMutant {
  readonly id: string;
  readonly title: string;
  /** Only requests that overlap can notice it. */
  readonly onlyInRaces: boolean;
  readonly defects?: StoreDefects;
  createExecution?(store: MemoryStore, random: SeededRandom): Execution;
}

/** `method`: only its requests are judged too early, all others are sound. */
const checkThenWrite = (windowMs: number, method?: string): KernelMutant => ({
  id: `check-then-write-${windowMs}ms${method === undefined ? '' : `-${method.toLowerCase()}`}`,
  title: `A ${method ?? 'request'} is judged by the state at its arrival; what it writes arrives ${windowMs === 0 ? 'one turn of the event loop' : `${windowMs} ms`} later.`,
  onlyInRaces: true,
  createExecution: (store, random) =>
    createWindow(store, random, windowMs, (_, of) => method === undefined || of === method),
});

/** Every bug of the kernel. Races and atomicity rules of every protocol must find them. */
export const kernelMutants: readonly KernelMutant[] = [
  checkThenWrite(0),
  checkThenWrite(1),
  checkThenWrite(10),
  checkThenWrite(1, 'POST'),
  checkThenWrite(1, 'PUT'),
  checkThenWrite(1, 'PATCH'),
  checkThenWrite(1, 'DELETE'),
  {
    id: 'forgets-roll-back',
    title: 'A transaction that is rolled back keeps what it wrote.',
    onlyInRaces: false,
    defects: { forgetsRollBack: true },
  },
  {
    id: 'answers-before-commit',
    title: 'The answer leaves before the writes count; the next request still sees the old state.',
    onlyInRaces: false,
    createExecution: (store) => {
      let late: readonly Write[] = [];
      // Counted in requests, not in time, so that a slow machine sees the same.
      return (work) => {
        const { store: fork, writes } = store.fork();
        const response = work(fork);
        store.merge(late);
        late = writes;
        return response;
      };
    },
  },
];
