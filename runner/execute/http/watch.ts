/** A request under way. */
interface Watched {
  readonly abort: (reason: Error) => void;
  /** When its time is over, on the clock of performance.now(). */
  readonly until: number;
  readonly signal: AbortSignal | undefined;
}

/** Watches over requests under way, and gives up those whose time is over or whose run is interrupted. */
export interface Watch {
  /** Watches from now on. What is returned ends it. */
  add(abort: (reason: Error) => void, signal?: AbortSignal): () => void;
  /** Nothing is under way any more: lets go of timer and signals. */
  close(): void;
}

/** All requests have the same time, so that one timer, for the oldest, serves all; and one listener for each signal. */
export function createWatch(timeoutMs: number): Watch {
  const underWay = new Set<Watched>();
  const heard = new Set<AbortSignal>();
  const closed = new AbortController();
  let timer: NodeJS.Timeout | undefined;

  const listenTo = (signal: AbortSignal): void => {
    heard.add(signal);
    const stop = (): void => {
      for (const one of underWay) if (one.signal === signal) one.abort(abortError());
    };
    signal.addEventListener('abort', stop, { once: true, signal: closed.signal });
  };
  const expire = (): void => {
    timer = undefined;
    const now = performance.now();
    for (const one of underWay) {
      if (one.until > now) {
        arm(one.until - now);
        return;
      }
      underWay.delete(one);
      one.abort(Object.assign(new Error('timeout'), { code: 'CONFORMANCE_TIMEOUT' }));
    }
  };
  const arm = (ms: number): void => {
    // The socket keeps the process alive as long as it is wanted.
    timer = setTimeout(expire, Math.ceil(ms)).unref();
  };

  return {
    add: (abort, signal) => {
      const one: Watched = { abort, until: performance.now() + timeoutMs, signal };
      underWay.add(one);
      // Interrupted while it connected: nobody would be told any more.
      if (signal?.aborted) abort(abortError());
      if (signal !== undefined && !heard.has(signal)) listenTo(signal);
      if (timer === undefined) arm(timeoutMs);
      return () => underWay.delete(one);
    },
    close: () => {
      clearTimeout(timer);
      closed.abort();
    },
  };
}

/** What a request given up because of a signal fails with. */
export function abortError(): Error {
  return Object.assign(new Error('aborted'), { code: 'ABORT_ERR' });
}
