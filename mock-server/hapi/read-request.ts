import type { IncomingMessage, ServerResponse } from 'node:http';
import { emptyBody, type HeaderField, type HttpRequest } from '../../core/http.ts';

/** Why there is no request to answer. */
export type Unreadable = 'too-large' | 'aborted';

/** The message as it was on the wire: raw target, field lines in order, bytes. */
export async function readRequest(
  req: IncomingMessage,
  res: ServerResponse,
  maxBodyBytes: number,
): Promise<HttpRequest | Unreadable> {
  const body = await readBody(req, res, maxBodyBytes);
  if (typeof body === 'string') return body;
  return { method: req.method ?? 'GET', target: req.url ?? '/', headers: pairs(req.rawHeaders), body };
}

/** Node's flat list of names and values as field lines. */
export function pairs(flat: readonly string[]): HeaderField[] {
  const fields: HeaderField[] = [];
  for (let at = 0; at + 1 < flat.length; at += 2) fields.push([flat[at] ?? '', flat[at + 1] ?? '']);
  return fields;
}

async function readBody(req: IncomingMessage, res: ServerResponse, limit: number): Promise<Uint8Array | Unreadable> {
  const length = req.headers['content-length'];
  if (length === undefined && req.headers['transfer-encoding'] === undefined) return emptyBody;
  if (length !== undefined && Number(length) > limit) return 'too-large';
  // Hapi takes over what Node would do here by itself.
  if (req.headers.expect?.toLowerCase() === '100-continue') res.writeContinue();
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    req.on('data', (chunk: Uint8Array) => {
      size += chunk.length;
      if (size > limit) {
        req.removeAllListeners('data');
        req.resume();
        resolve('too-large');
      } else chunks.push(chunk);
    });
    req.on('end', () => resolve(join(chunks, size)));
    req.on('close', () => resolve('aborted'));
    req.on('error', () => resolve('aborted'));
  });
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const only = chunks.length === 1 ? chunks[0] : undefined;
  if (only) return only;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
