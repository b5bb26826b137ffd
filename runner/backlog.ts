/** Work in pieces, with what it comes to. */
type Work<T> = Generator<undefined, T>;

interface Entry {
  /** Does one piece; true: that was the last one. */
  readonly advance: () => boolean;
}

/** Work that need not be done at once, and is done while requests are under way. */
export interface Backlog {
  /** Puts work off. Resolves with what it comes to, rejects with what it throws. */
  add<T>(work: Work<T>): Promise<T>;
  /** A request is about to go out: some work is done right after that. */
  nudge(): void;
  /** Does all that is left. */
  drain(): void;
}

/** How much may wait: executed scenarios keep all their bodies. More is done at once. */
const longest = 4;

/** For how long an answer that has come in may have to wait, for each piece of work in the backlog. */
const pieceMs = 0.05;

/** For how long work waits when nothing is sent. */
const patienceMs = 20;

/** A backlog without work. */
export function createBacklog(): Backlog {
  const entries: Entry[] = [];
  let nudged = false;
  let timer: NodeJS.Timeout | undefined;

  const workOn = (isEnough: () => boolean): void => {
    do {
      const [oldest] = entries;
      if (oldest === undefined) return;
      if (oldest.advance()) entries.shift();
    } while (!isEnough());
  };
  const afterSending = (): void => {
    nudged = false;
    // The longer the backlog, the more is done, so that it gets no longer.
    const until = performance.now() + pieceMs * entries.length;
    workOn(() => performance.now() >= until);
  };
  const drain = (): void => {
    clearTimeout(timer);
    timer = undefined;
    workOn(() => false);
  };

  return {
    add: (work) =>
      new Promise((resolve, reject) => {
        entries.push({
          advance: () => {
            try {
              const { done, value } = work.next();
              if (done) resolve(value);
              return done === true;
            } catch (error) {
              reject(error);
              return true;
            }
          },
        });
        if (entries.length > longest) workOn(() => entries.length <= longest);
        timer ??= setTimeout(drain, patienceMs);
      }),
    nudge: () => {
      if (nudged || entries.length === 0) return;
      nudged = true;
      // undici writes in this phase, too, and was asked first.
      setImmediate(afterSending);
    },
    drain,
  };
}
