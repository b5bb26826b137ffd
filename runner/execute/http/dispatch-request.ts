import type { Client } from 'undici';
import type { HeaderField, HttpRequest } from '../../../core/http.ts';
import { createByteSink } from './byte-sink.ts';
import { checkFraming, type FramedResponse, readAgain, withRest } from './check-framing.ts';
import { addressedTo, checkProxy, type Destination } from './destination.ts';
import { framingFault, tooLarge } from './framing-fault.ts';
import type { Tap } from './tap.ts';
import type { ClientLimits } from './transport-fault.ts';

/** A connection that carries one request at a time, and what is read from it. */
export interface Connection {
  readonly client: Client;
  readonly tap: Tap;
}

/**
 * Sends one request over a connection and collects the whole answer. Rejects with what undici or the limits say; an answer that
 * cannot be read rejects with its bytes.
 * @param onAbort told, as soon as the request goes out, how to give it up with the reason it should reject with.
 */
export function dispatchRequest(
  { client, tap }: Connection,
  to: Destination,
  request: HttpRequest,
  limits: ClientLimits,
  onAbort: (abort: (reason: Error) => void) => void,
): Promise<FramedResponse> {
  return new Promise((resolve, reject) => {
    const { method } = request;
    let status = 0;
    let headers: readonly HeaderField[] = [];
    const body = createByteSink();
    let abort: (reason: Error) => void = reject;
    tap.reset();
    const sent = addressedTo(to, request);
    client.dispatch(
      {
        origin: to.origin,
        path: sent.target,
        method: method as 'GET',
        headers: sent.headers.flat(),
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
          if (body.size + chunk.length > limits.maxBodyBytes) abort(tooLarge('body'));
          else body.append(chunk);
          return true;
        },
        onComplete: () => {
          const finish = (): void => {
            try {
              checkProxy(to, status);
              resolve(checkFraming({ status, headers, body: body.bytes() }, method, tap, limits));
            } catch (error) {
              reject(error);
            }
          };
          // Once more round the event loop, for a body that is sent behind the head of an answer that has none.
          if (status === 204) setImmediate(finish);
          else finish();
        },
        onError: (error) => {
          try {
            resolve(whatCame(error, method, tap, limits));
          } catch (told) {
            reject(told);
          }
        },
      },
    );
  });
}

/**
 * The answer that undici could not read, if it is one: a 304 tells the length of what it does not send (RFC 9110 §8.6), which
 * undici takes for a body that is missing. @throws {unknown} why there is none, with the bytes.
 */
function whatCame(error: Error, method: string, tap: Tap, limits: ClientLimits): FramedResponse {
  const code = 'code' in error ? String(error.code) : '';
  const isCut = code === 'UND_ERR_SOCKET';
  const isMalformed = error.name === 'HTTPParserError' || code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH';
  if ((!isCut && !isMalformed) || tap.size() === 0) throw error;
  const { response, rest, progress } = readAgain(method, tap, limits);
  if (isCut) throw Object.assign(new Error(progress), { code: 'ECONNRESET' });
  const framed = response && withRest(response, method, rest);
  if (framed && (framed.defect !== undefined || response.status === 304)) return framed;
  throw framingFault(reasonOf(error), tap.bytes());
}

/** What undici's parser says: "Response does not match the HTTP/1.1 protocol (Invalid header token)". */
function reasonOf({ message }: Error): string {
  return /\(([^)]+)\)$/.exec(message)?.[1] ?? message;
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
