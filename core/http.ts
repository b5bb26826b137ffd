/** One header field line: name in the case it has on the wire, value without surrounding blanks (RFC 9110 §5). */
export type HeaderField = readonly [name: string, value: string];

/** An HTTP request as plain data. Shared by the runner, the protocol cores and every adapter. */
export interface HttpRequest {
  /** Upper-case method token. */
  readonly method: string;
  /** Raw request target in origin form, exactly as on the wire: path and query, nothing decoded. */
  readonly target: string;
  readonly headers: readonly HeaderField[];
  readonly body: Uint8Array;
}

/** An HTTP response as plain data. Header order, doubled lines and name case are kept. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: readonly HeaderField[];
  readonly body: Uint8Array;
}

export const emptyBody: Uint8Array = new Uint8Array(0);

/** All field lines of one name, in order; names compare without case (RFC 9110 §5.1). */
export function headerLines(headers: readonly HeaderField[], name: string): string[] {
  const lower = name.toLowerCase();
  const lines: string[] = [];
  for (const field of headers) {
    if (field[0].length === lower.length && field[0].toLowerCase() === lower) lines.push(field[1]);
  }
  return lines;
}

/** The combined field value (lines joined by ", ", RFC 9110 §5.2), or undefined when the field is absent. */
export function headerValue(headers: readonly HeaderField[], name: string): string | undefined {
  const lines = headerLines(headers, name);
  return lines.length === 0 ? undefined : lines.join(', ');
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Bytes of a text in UTF-8. */
export function utf8(text: string): Uint8Array {
  return text === '' ? emptyBody : encoder.encode(text);
}

/** Text of UTF-8 bytes; malformed sequences become U+FFFD, a byte order mark is kept. */
export function decodeUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** Raw path and raw query (without "?", undefined when there is none) of a request target. */
export function splitTarget(target: string): { readonly path: string; readonly query: string | undefined } {
  const mark = target.indexOf('?');
  return mark < 0 ? { path: target, query: undefined } : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}
