/** Bytes that grow. Whoever appends gives the bytes away: large pieces are kept as they are, small ones are copied together. */
export interface ByteSink {
  append(bytes: Uint8Array): void;
  readonly size: number;
  /** A copy of all of them. */
  bytes(): Uint8Array;
}

/** From here on a piece is worth an entry of its own; all that is read of a socket is kept elsewhere, too, and needs no room twice. */
const large = 16 * 1024;

/** An empty one. */
export function createByteSink(): ByteSink {
  const pieces: Uint8Array[] = [];
  let tail = new Uint8Array(0);
  let used = 0;
  let size = 0;
  const flush = (): void => {
    if (used > 0) pieces.push(tail.slice(0, used));
    used = 0;
  };
  return {
    append: (bytes) => {
      size += bytes.length;
      if (bytes.length >= large) {
        flush();
        pieces.push(bytes);
        return;
      }
      if (used + bytes.length > tail.length) {
        const larger = new Uint8Array(Math.max(used + bytes.length, 2 * tail.length));
        larger.set(tail.subarray(0, used));
        tail = larger;
      }
      tail.set(bytes, used);
      used += bytes.length;
    },
    get size() {
      return size;
    },
    bytes: () => {
      const all = new Uint8Array(size);
      let at = 0;
      for (const piece of [...pieces, tail.subarray(0, used)]) {
        all.set(piece, at);
        at += piece.length;
      }
      return all;
    },
  };
}
