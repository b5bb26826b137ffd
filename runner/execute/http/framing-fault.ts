/** How much of what came is quoted. */
const longestQuote = 120;

/** Bytes as a text in quotes that shows each of them, cut where it gets long. */
export function quoteBytes(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.subarray(0, longestQuote)).toString('latin1');
  const shown = JSON.stringify(text).replaceAll(/[\x7f-\xff]/g, (one) => `\\x${one.charCodeAt(0).toString(16)}`);
  return bytes.length > longestQuote ? `${shown} … (${bytes.length} bytes)` : shown;
}

/** An answer that HTTP/1.1 does not allow, so that nobody can read it: the server's fault, with the bytes that show it. */
export function framingFault(why: string, bytes: Uint8Array): Error {
  return Object.assign(new Error(`the answer is not HTTP/1.1: ${why}: ${quoteBytes(bytes)}`), {
    code: 'CONFORMANCE_NOT_HTTP',
  });
}

/** The error of an answer that is larger than we read. */
export function tooLarge(what: 'head' | 'body'): Error {
  const code = what === 'head' ? 'UND_ERR_HEADERS_OVERFLOW' : 'CONFORMANCE_BODY_TOO_LARGE';
  return Object.assign(new Error(`${what} too large`), { code });
}
