import { headerLines } from '../../../core/http.ts';
import { type ResponseHead, readResponseHead } from '../../values/read-response-head.ts';
import { framingFault } from './framing-fault.ts';

/** How the end of a body is found (RFC 9112 §6.3). */
type BodyEnd =
  | { readonly kind: 'none' }
  | { readonly kind: 'length'; readonly length: number }
  | { readonly kind: 'chunked' }
  | { readonly kind: 'close' };

/** A head, and where its body ends. */
export interface FramedHead extends ResponseHead {
  readonly end: BodyEnd;
}

/**
 * Reads the head of an answer, without its empty line, as strictly as HTTP asks of who sends one (RFC 9112 §4 to §6).
 * @throws {Error} with the code CONFORMANCE_NOT_HTTP, and the bytes.
 */
export function readHead(method: string, bytes: Buffer): FramedHead {
  const text = bytes.toString('latin1');
  const why = faultOfLines(text);
  const head = why === undefined ? readResponseHead(text) : undefined;
  if (head === undefined) throw framingFault(why ?? 'this is no head', bytes);
  // No body, whatever its head says.
  const bodiless = method === 'HEAD' || head.status < 200 || head.status === 204 || head.status === 304;
  return { ...head, end: bodiless ? { kind: 'none' } : bodyEnd(head, bytes) };
}

/** What is wrong with the lines themselves. */
function faultOfLines(text: string): string | undefined {
  const [first = '', ...lines] = text.split('\r\n');
  if (/[\r\n]/.test(text.replaceAll('\r\n', ''))) return 'a line ends with CR or LF alone';
  if (!/^HTTP\/1\.[01] [1-9]\d\d(?: .*)?$/.test(first)) return 'this is no status line';
  for (const line of lines) {
    if (/^[ \t]/.test(line)) return 'a field is folded over two lines';
    const name = /^([^:]*):/.exec(line)?.[1];
    if (name === undefined || !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name))
      return `the line ${JSON.stringify(line.slice(0, 60))} is no field`;
    if (/[\x00-\x08\x0a-\x1f\x7f]/.test(line)) return `the field ${name} has a character that no field may have`;
  }
  return undefined;
}

function bodyEnd({ headers }: ResponseHead, bytes: Buffer): BodyEnd {
  const lengths = headerLines(headers, 'content-length');
  const codings = headerLines(headers, 'transfer-encoding');
  const [length] = lengths;
  if (lengths.length > 1 || length?.includes(','))
    throw framingFault(`it has Content-Length more than once (${lengths.join(', ')})`, bytes);
  if (length !== undefined && codings.length > 0)
    throw framingFault('it has Content-Length and Transfer-Encoding together', bytes);
  if (codings.length > 0)
    return /(?:^|,)[ \t]*chunked$/i.test(codings.at(-1) ?? '') ? { kind: 'chunked' } : { kind: 'close' };
  if (length === undefined) return { kind: 'close' };
  if (!/^\d+$/.test(length)) throw framingFault(`its Content-Length is no number (${length})`, bytes);
  return { kind: 'length', length: Number(length) };
}
