import type { Client } from 'undici';
import type { HeaderField, HttpRequest, HttpResponse } from '../../../core/http.ts';

/**
 * Sends one request over a connection and collects the whole answer. Rejects with what undici or the limits say.
 * @param onAbort told, as soon as the request goes out, how to give it up with the reason it should reject with.
 */
export function dispatchRequest(
  connection: Client,
  origin: string,
  request: HttpRequest,
  maxBodyBytes: number,
  onAbort: (abort: (reason: Error) => void) => void,
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    let status = 0;
    let headers: readonly HeaderField[] = [];
    let size = 0;
    const chunks: Uint8Array[] = [];
    let abort: (reason: Error) => void = reject;
    connection.dispatch(
      {
        origin,
        path: request.target,
        method: request.method as 'GET',
        headers: request.headers.flat(),
        body: request.body.length > 0 ? request.body : null,
      },
      // The older names of undici's callbacks: behind the newer ones it reads every header a second time, into an object.
      {
        onConnect: (give) => {
          abort = give;
          onAbort(give);
        },
        onHeaders: (statusCode, rawHeaders) => {
          status = statusCode;
          headers = rawFields(rawHeaders);
          return true;
        },
        onData: (chunk) => {
          size += chunk.length;
          if (size > maxBodyBytes)
            abort(Object.assign(new Error('body too large'), { code: 'CONFORMANCE_BODY_TOO_LARGE' }));
          else chunks.push(chunk);
          return true;
        },
        onComplete: () => resolve({ status, headers, body: join(chunks, size) }),
        onError: (error) =>
          isBodiless(status, error) ? resolve({ status, headers, body: join([], 0) }) : reject(error),
      },
    );
  });
}

/** A 304 tells the length of what it does not send (RFC 9110 §8.6), which undici takes for a body that is missing. */
function isBodiless(status: number, error: Error): boolean {
  return status === 304 && 'code' in error && error.code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH';
}

/** A copy, so that no answer keeps a socket's read buffer alive. */
function join(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** Raw headers are [name, value, name, value, …], as received. */
function rawFields(flat: readonly (string | Buffer)[]): readonly HeaderField[] {
  const fields: HeaderField[] = [];
  for (let i = 0; i + 1 < flat.length; i += 2) fields.push([textOf(flat[i]), bareValue(textOf(flat[i + 1]))]);
  return fields;
}

function textOf(value: string | Buffer | undefined): string {
  return typeof value === 'string' ? value : (value?.toString('latin1') ?? '');
}

/** White space around a value is no part of it (RFC 9110 §5.5); undici leaves what is behind. */
function bareValue(text: string): string {
  return text.endsWith(' ') || text.endsWith('\t') ? text.replace(/[ \t]+$/, '') : text;
}
