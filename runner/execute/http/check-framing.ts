import type { Defective } from '../../../core/client.ts';
import { type HttpResponse, headerLines } from '../../../core/http.ts';
import { quoteBytes } from './framing-fault.ts';
import { createResponseReader } from './response-reader.ts';
import type { Tap } from './tap.ts';
import type { ClientLimits } from './transport-fault.ts';

/** An answer, and what of its framing HTTP does not allow although it could be read. */
export interface FramedResponse extends Defective {
  readonly response: HttpResponse;
}

/**
 * What stands behind an answer, which no request asked for. Behind an answer that must have none (204, 304, to HEAD) it is its
 * body: rules that speak of it see it.
 */
export function withRest(response: HttpResponse, method: string, rest: Uint8Array): FramedResponse {
  const { status, headers } = response;
  const bodiless = method === 'HEAD' || status === 204 || status === 304;
  if (rest.length > 0) {
    const what = method === 'HEAD' ? 'an answer to HEAD' : `a ${status}`;
    const behind = `${rest.length} bytes stand behind`;
    return bodiless
      ? {
          response: { ...response, body: Uint8Array.from(rest) },
          defect: `${what} has no body, but ${behind} its head: ${quoteBytes(rest)}`,
        }
      : { response, defect: `${behind} the answer, which no request asked for: ${quoteBytes(rest)}` };
  }
  if (status !== 204) return { response };
  const [length = '0'] = headerLines(headers, 'content-length');
  const announces =
    Number(length) === 0
      ? headerLines(headers, 'transfer-encoding').map((value) => `Transfer-Encoding: ${value}`)
      : [`Content-Length: ${length}`];
  return announces.length === 0
    ? { response }
    : { response, defect: `a 204 has no body, but its head announces one (${announces[0]})` };
}

/** The same for an answer that undici has read, by what was read from its connection. */
export function checkFraming(response: HttpResponse, method: string, tap: Tap, limits: ClientLimits): FramedResponse {
  if (isWhole(response, method, tap)) return withRest(response, method, new Uint8Array(0));
  return withRest(response, method, readAgain(method, tap, limits)?.rest ?? new Uint8Array(0));
}

/**
 * Reads what came once more: the answer, if it is whole, and what stands behind it.
 * @throws {Error} that says what is wrong with it, with the bytes.
 */
export function readAgain(
  method: string,
  tap: Tap,
  limits: ClientLimits,
): { readonly response?: HttpResponse; readonly rest: Uint8Array; readonly progress: string } {
  const reader = createResponseReader(method, limits);
  const response = reader.push(tap.bytes());
  return { ...(response === undefined ? {} : { response }), rest: reader.rest(), progress: reader.progress() };
}

/** Does the answer end where what was read does? Found out without reading it again, as far as that is possible. */
function isWhole({ status, headers, body }: HttpResponse, method: string, tap: Tap): boolean {
  const chunked = headerLines(headers, 'transfer-encoding').length > 0;
  const bodiless = method === 'HEAD' || status === 204 || status === 304;
  if (!bodiless && !chunked && headerLines(headers, 'content-length').length === 0) return true;
  const bytes = tap.bytes();
  if (bodiless) return bytes.indexOf('\r\n\r\n') === bytes.length - 4;
  if (chunked) return bytes.subarray(-4).toString('latin1') === '\r\n\r\n';
  const end = bytes.length - body.length;
  return bytes.subarray(end - 4, end).toString('latin1') === '\r\n\r\n';
}
