import type { Pool } from 'undici';
import type { HeaderField, HttpRequest, HttpResponse } from '../../core/http.ts';

/**
 * Sends one request over a pool and collects the whole answer. Rejects with what undici or the limits say.
 * @param abort called by the caller to give up, with the reason it should reject with.
 */
export function dispatchRequest(
  pool: Pool,
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
    pool.dispatch(
      {
        origin,
        path: request.target,
        method: request.method as 'GET',
        headers: request.headers.flat(),
        body: request.body.length > 0 ? request.body : null,
      },
      {
        onRequestStart: (controller) => onAbort((reason) => controller.abort(reason)),
        onResponseStart: (controller, statusCode) => {
          status = statusCode;
          headers = rawFields(controller.rawHeaders as readonly (string | Buffer)[]);
        },
        onResponseData: (controller, chunk) => {
          size += chunk.length;
          if (size > maxBodyBytes)
            controller.abort(Object.assign(new Error('body too large'), { code: 'CONFORMANCE_BODY_TOO_LARGE' }));
          else chunks.push(chunk);
        },
        onResponseEnd: () => resolve({ status, headers, body: join(chunks, size) }),
        onResponseError: (_, error) => reject(error),
      },
    );
  });
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
  for (let i = 0; i + 1 < flat.length; i += 2) fields.push([textOf(flat[i]), textOf(flat[i + 1])]);
  return fields;
}

function textOf(value: string | Buffer | undefined): string {
  return typeof value === 'string' ? value : (value?.toString('latin1') ?? '');
}
