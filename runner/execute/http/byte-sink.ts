/** Bytes that grow: what is appended is copied once, however many pieces it comes in. */
export interface ByteSink {
  append(bytes: Uint8Array): void;
  readonly size: number;
  /** A copy of all of them. */
  bytes(): Uint8Array;
}

/** An empty one. */
export function createByteSink(): ByteSink {
  let held = new Uint8Array(0);
  let size = 0;
  return {
    append: (bytes) => {
      if (size + bytes.length > held.length) {
        const larger = new Uint8Array(Math.max(size + bytes.length, 2 * held.length));
        larger.set(held.subarray(0, size));
        held = larger;
      }
      held.set(bytes, size);
      size += bytes.length;
    },
    get size() {
      return size;
    },
    bytes: () => held.slice(0, size),
  };
}
