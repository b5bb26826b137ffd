import type { HttpRequest } from '../../core/http.ts';
import type { MemoryStore } from './memory-store.ts';

/** Runs the work of one request on a store, and decides when its writes count. */
export type Execution = <R>(work: (store: MemoryStore) => R, request: Pick<HttpRequest, 'method'>) => R | Promise<R>;

/** As it should be: one request after the other, and a failure leaves no trace. */
export function createSoundExecution(store: MemoryStore): Execution {
  return (work) => store.transaction(() => work(store));
}
