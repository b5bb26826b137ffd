import { setMaxListeners } from 'node:events';

/** A signal of our own that aborts with the caller's. */
export interface FollowedSignal {
  readonly signal: AbortSignal;
  /** Nothing listens to the caller's signal any more. */
  release(): void;
}

/**
 * Follows a caller's signal with one listener, however many wait: each of many scenarios side by side listens to ours, which
 * is no leak, and the caller's keeps its own limit and warns of what is.
 */
export function followSignal(caller: AbortSignal): FollowedSignal {
  const own = new AbortController();
  setMaxListeners(0, own.signal);
  const stop = (): void => own.abort(caller.reason);
  if (caller.aborted) stop();
  else caller.addEventListener('abort', stop, { once: true });
  return { signal: own.signal, release: () => caller.removeEventListener('abort', stop) };
}
