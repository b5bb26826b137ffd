import type { ServerResponse } from 'node:http';
import { type HeaderField, type HttpResponse, utf8 } from '../../core/http.ts';
import { fieldBytes } from '../kernel/field-bytes.ts';

/**
 * Puts an answer on the wire as it is: status, field lines in order, case and number, bytes. Adds the Content-Length
 * (unless the answer names one, or has no body by its status) and what Node adds to every answer: Date, Connection.
 */
export function writeResponse(res: ServerResponse, method: string, response: HttpResponse): void {
  const { status, headers, body } = response;
  const bodiless = status === 204 || status === 304;
  const flat: string[] = [];
  let framed = bodiless;
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    // One message, one framing: lengths that do not fit the bytes would break the connection.
    if (lower === 'transfer-encoding') continue;
    if (lower === 'content-length') {
      if (bodiless || method !== 'HEAD') continue;
      framed = true;
    }
    flat.push(name, fieldBytes(value));
  }
  if (!framed) flat.push('Content-Length', String(body.length));
  res.writeHead(status, flat);
  if (bodiless || method === 'HEAD' || body.length === 0) res.end();
  else res.end(body);
}

/** An answer of the server itself, not of a protocol. */
export function problem(status: number, error: string, headers: readonly HeaderField[] = []): HttpResponse {
  return {
    status,
    headers: [['Content-Type', 'application/json'], ...headers],
    body: utf8(`${JSON.stringify({ error })}\n`),
  };
}
