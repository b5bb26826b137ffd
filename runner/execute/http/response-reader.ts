import { type HttpResponse, headerLines, headerValue } from '../../../core/http.ts';
import { type ResponseHead, readResponseHead } from '../../values/read-response-head.ts';
import type { ClientLimits } from './transport-fault.ts';

/** Reads one HTTP/1.1 response from the bytes of a connection (RFC 9112 §6). */
export interface ResponseReader {
  /** Takes more bytes; gives the response as soon as it is complete. Throws when the bytes are not HTTP or too many. */
  push(chunk: Uint8Array): HttpResponse | undefined;
  /** The connection was closed: the response, if that is how it ends. */
  end(): HttpResponse | undefined;
}

/** @param method of the request: an answer to HEAD has no body. */
export function createResponseReader(
  method: string,
  limits: Pick<ClientLimits, 'maxBodyBytes' | 'maxHeaderBytes'>,
): ResponseReader {
  let bytes: Buffer = Buffer.alloc(0);
  let head: ResponseHead | undefined;
  const fail = (code: string, message: string): never => {
    throw Object.assign(new Error(message), { code });
  };
  const complete = (body: Uint8Array): HttpResponse | undefined =>
    head === undefined ? undefined : { ...head, body: Uint8Array.from(body) };

  const readHead = (): void => {
    while (head === undefined) {
      const end = bytes.indexOf('\r\n\r\n');
      if (end < 0) {
        if (bytes.length > limits.maxHeaderBytes) fail('UND_ERR_HEADERS_OVERFLOW', 'head too large');
        const start = bytes.subarray(0, 5).toString('latin1');
        if (!'HTTP/'.startsWith(start)) fail('CONFORMANCE_NOT_HTTP', 'the answer is not HTTP/1.1');
        return;
      }
      const parsed =
        readResponseHead(bytes.subarray(0, end).toString('latin1')) ??
        fail('CONFORMANCE_NOT_HTTP', 'the answer is not HTTP/1.1');
      bytes = bytes.subarray(end + 4);
      // Interim answers (1xx) come before the real one.
      if (parsed.status >= 200 || parsed.status === 101) head = parsed;
    }
  };

  const readBody = (closed: boolean): HttpResponse | undefined => {
    if (head === undefined) return undefined;
    if (method === 'HEAD' || head.status === 204 || head.status === 304) return complete(Buffer.alloc(0));
    const coding = headerValue(head.headers, 'transfer-encoding');
    if (coding !== undefined) {
      const body = readChunks(bytes, limits.maxBodyBytes, fail);
      return body && complete(body);
    }
    if (bytes.length > limits.maxBodyBytes) fail('CONFORMANCE_BODY_TOO_LARGE', 'body too large');
    const lengths = new Set(headerLines(head.headers, 'content-length'));
    const [length] = lengths;
    if (length === undefined) return closed ? complete(bytes) : undefined;
    if (lengths.size > 1 || !/^\d+$/.test(length))
      return fail('CONFORMANCE_NOT_HTTP', 'the answer has no valid Content-Length');
    if (Number(length) > limits.maxBodyBytes) fail('CONFORMANCE_BODY_TOO_LARGE', 'body too large');
    return bytes.length >= Number(length) ? complete(bytes.subarray(0, Number(length))) : undefined;
  };

  return {
    push: (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      readHead();
      return readBody(false);
    },
    end: () => readBody(true),
  };
}

/** The joined chunks (RFC 9112 §7.1), or undefined when the last one is not there yet. */
function readChunks(bytes: Buffer, max: number, fail: (code: string, message: string) => never): Buffer | undefined {
  const chunks: Buffer[] = [];
  let total = 0;
  for (let at = 0; ; ) {
    const line = bytes.indexOf('\r\n', at);
    if (line < 0) return undefined;
    const size = /^([0-9a-fA-F]+)[ \t]*(?:;.*)?$/.exec(bytes.subarray(at, line).toString('latin1'))?.[1];
    if (size === undefined) return fail('CONFORMANCE_NOT_HTTP', 'the answer is not chunked as HTTP/1.1 wants it');
    const length = Number.parseInt(size, 16);
    at = line + 2;
    if (length === 0) {
      // Trailer fields, if any, end with an empty line.
      const trailer = bytes.subarray(at, at + 2).toString('latin1') === '\r\n' ? at : bytes.indexOf('\r\n\r\n', at);
      return trailer < 0 || bytes.length < at + 2 ? undefined : Buffer.concat(chunks);
    }
    total += length;
    if (total > max) fail('CONFORMANCE_BODY_TOO_LARGE', 'body too large');
    if (bytes.length < at + length + 2) return undefined;
    chunks.push(bytes.subarray(at, at + length));
    at += length + 2;
  }
}
