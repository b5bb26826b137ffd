import type { Socket } from 'node:net';

/** Keeps what is read from a connection, so that an answer which undici cannot read can be shown, and what stands behind one. */
export interface Tap {
  /** Listens at this socket, too: a connection that broke gets another. */
  attach(socket: Socket): void;
  /** Forgets what was read. */
  reset(): void;
  /** How many bytes were read since. */
  size(): number;
  /** All of them. */
  bytes(): Buffer;
}

/** Keeps pieces as they are, and copies nothing unless it is asked. */
export function createTap(): Tap {
  let pieces: Buffer[] = [];
  return {
    attach: (socket) => {
      const read = socket.read.bind(socket);
      socket.read = (size) => {
        const piece: unknown = read(size);
        if (piece instanceof Buffer) pieces.push(piece);
        return piece;
      };
    },
    reset: () => {
      pieces = [];
    },
    size: () => pieces.reduce((sum, { length }) => sum + length, 0),
    bytes: () => (pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces)),
  };
}
