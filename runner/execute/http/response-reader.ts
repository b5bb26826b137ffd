import type { HttpResponse } from '../../../core/http.ts';
import { createByteSink } from './byte-sink.ts';
import { framingFault, quoteBytes, tooLarge } from './framing-fault.ts';
import { type FramedHead, readHead } from './read-head.ts';
import type { ClientLimits } from './transport-fault.ts';

/** Reads one HTTP/1.1 response from the bytes of a connection (RFC 9112 §6). Takes time in proportion to the bytes, however they come. */
export interface ResponseReader {
  /** Takes more bytes; gives the response as soon as it is complete. Throws when the bytes are not HTTP or too many. */
  push(chunk: Uint8Array): HttpResponse | undefined;
  /** The connection was closed: the response, if that is how it ends. */
  end(): HttpResponse | undefined;
  /** What has come behind the response, which no request asked for. */
  rest(): Uint8Array;
  /** What has come of a response that is not complete, in words; "" when nothing has. */
  progress(): string;
}

/** What comes next: a head, a body up to its end, the line before a chunk, a chunk, the end of its line, trailers, nothing. */
type State = 'head' | 'body' | 'size' | 'chunk' | 'chunk-end' | 'trailers' | 'done';

/** @param method of the request: an answer to HEAD has no body. */
export function createResponseReader(
  method: string,
  limits: Pick<ClientLimits, 'maxBodyBytes' | 'maxHeaderBytes'>,
): ResponseReader {
  let state: State = 'head';
  let head: FramedHead | undefined;
  // What has not been read yet, as it is not enough: never more than a head or a line.
  let bytes: Buffer = Buffer.alloc(0);
  const body = createByteSink();
  let wanted = 0;

  const takeBody = (most: number): void => {
    const part = bytes.subarray(0, most);
    if (body.size + part.length > limits.maxBodyBytes) throw tooLarge('body');
    body.append(part);
    wanted -= part.length;
    bytes = bytes.subarray(part.length);
  };
  /** The bytes up to this mark, which is taken, too; undefined when it is not there yet. */
  const takeUpTo = (mark: string): Buffer | undefined => {
    const end = bytes.indexOf(mark);
    if (end < 0) {
      if (bytes.length > limits.maxHeaderBytes) throw tooLarge('head');
      return undefined;
    }
    const taken = bytes.subarray(0, end);
    bytes = bytes.subarray(end + mark.length);
    return taken;
  };
  const startBody = (read: FramedHead): State => {
    head = read;
    const { end } = read;
    if (end.kind === 'none') return 'done';
    if (end.kind === 'chunked') return 'size';
    wanted = end.kind === 'length' ? end.length : Number.POSITIVE_INFINITY;
    if (end.kind === 'length' && wanted > limits.maxBodyBytes) throw tooLarge('body');
    return wanted === 0 ? 'done' : 'body';
  };
  /** Goes one step on; undefined: that takes more bytes. */
  const steps: Readonly<Record<State, () => State | undefined>> = {
    head: () => {
      const start = bytes.subarray(0, 5).toString('latin1');
      if (!'HTTP/'.startsWith(start)) throw framingFault('it does not begin as one', bytes);
      const text = takeUpTo('\r\n\r\n');
      if (text === undefined) return undefined;
      const read = readHead(method, text);
      // Interim answers (1xx) come before the real one.
      return read.status >= 200 || read.status === 101 ? startBody(read) : 'head';
    },
    body: () => {
      takeBody(wanted);
      return wanted === 0 ? 'done' : undefined;
    },
    size: () => {
      const line = takeUpTo('\r\n');
      if (line === undefined) return undefined;
      const size = /^([0-9a-fA-F]+)[ \t]*(?:;.*)?$/.exec(line.toString('latin1'))?.[1];
      if (size === undefined) throw framingFault('this is no size of a chunk', line);
      wanted = Number.parseInt(size, 16);
      if (body.size + wanted > limits.maxBodyBytes) throw tooLarge('body');
      return wanted === 0 ? 'trailers' : 'chunk';
    },
    chunk: () => {
      takeBody(wanted);
      return wanted === 0 ? 'chunk-end' : undefined;
    },
    'chunk-end': () => {
      if (bytes.length < 2) return undefined;
      if (bytes.indexOf('\r\n') !== 0) throw framingFault('a chunk does not end where its size says', bytes);
      bytes = bytes.subarray(2);
      return 'size';
    },
    trailers: () => {
      const line = takeUpTo('\r\n');
      return line === undefined ? undefined : line.length === 0 ? 'done' : 'trailers';
    },
    done: () => undefined,
  };
  const complete = (): HttpResponse | undefined =>
    head === undefined ? undefined : { status: head.status, headers: head.headers, body: body.bytes() };

  return {
    push: (chunk) => {
      bytes =
        bytes.length === 0 ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length) : Buffer.concat([bytes, chunk]);
      if (state === 'done') return undefined;
      for (let next = steps[state](); next !== undefined; next = bytes.length === 0 ? undefined : steps[state]())
        state = next;
      return state === 'done' ? complete() : undefined;
    },
    end: () => (head?.end.kind === 'close' ? complete() : undefined),
    rest: () => (state === 'done' ? bytes : new Uint8Array(0)),
    progress: () => {
      if (head === undefined) return bytes.length === 0 ? '' : `${quoteBytes(bytes)} is all that came`;
      if (head.end.kind === 'length') return `${body.size} of the ${head.end.length} bytes of its body came`;
      return `its last chunk is missing, ${body.size} bytes of its body came`;
    },
  };
}
