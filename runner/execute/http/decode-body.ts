import { type HttpResponse, headerLines } from '../../../core/http.ts';
import type { FramedResponse } from './check-framing.ts';

/** Content codings by every name they have (RFC 9110 §8.4.1, RFC 8878). */
const names: Readonly<Record<string, string>> = {
  gzip: 'gzip',
  'x-gzip': 'gzip',
  deflate: 'deflate',
  br: 'br',
  zstd: 'zstd',
  identity: 'identity',
};

/**
 * The answer with its body as it was before it was coded; its headers stay, so that rules can speak of them. An answer without
 * codings is the same object, and costs nothing.
 * @throws {Error} with the code CONFORMANCE_CODING or CONFORMANCE_BODY_TOO_LARGE: it cannot be judged, and why.
 */
export async function decodeBody(response: HttpResponse, maxBytes: number): Promise<HttpResponse> {
  const { headers, body } = response;
  const lines = headerLines(headers, 'content-encoding');
  if (lines.length === 0 || body.length === 0) return response;
  const codings = lines.flatMap((line) => line.split(',')).map((name) => name.trim().toLowerCase());
  let bytes = body;
  // The last that was applied stands last.
  for (const coding of codings.filter(Boolean).reverse()) bytes = await decodeOne(coding, bytes, maxBytes);
  return { ...response, body: bytes };
}

/** The same for an answer whose framing was looked at; what stands where no body may be is shown as it came. */
export async function decodeFramed(framed: FramedResponse, maxBytes: number): Promise<FramedResponse> {
  return framed.defect === undefined ? { response: await decodeBody(framed.response, maxBytes) } : framed;
}

async function decodeOne(written: string, bytes: Uint8Array, maxOutputLength: number): Promise<Uint8Array> {
  const coding = names[written];
  if (coding === 'identity') return bytes;
  const zlib: typeof import('node:zlib') & {
    readonly zstdDecompressSync?: (bytes: Uint8Array, options: { maxOutputLength: number }) => Uint8Array;
  } = await import('node:zlib');
  const options = { maxOutputLength };
  const decoders: Readonly<Record<string, (() => Uint8Array) | undefined>> = {
    gzip: () => zlib.gunzipSync(bytes, options),
    // Many send raw deflate under this name; zlib's own begins with 0x78.
    deflate: () => (((bytes[0] ?? 0) & 0x0f) === 8 ? zlib.inflateSync : zlib.inflateRawSync)(bytes, options),
    br: () => zlib.brotliDecompressSync(bytes, options),
    zstd: zlib.zstdDecompressSync && (() => zlib.zstdDecompressSync?.(bytes, options) ?? bytes),
  };
  const decode = coding === undefined ? undefined : decoders[coding];
  if (decode === undefined) throw fault(`the answer is in the coding ${written}, which cannot be decoded here`);
  try {
    return Uint8Array.from(decode());
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE')
      throw Object.assign(new Error('body too large'), { code: 'CONFORMANCE_BODY_TOO_LARGE' });
    throw fault(`the answer's body is not in the coding ${written}, which its Content-Encoding names`);
  }
}

function fault(message: string): Error {
  return Object.assign(new Error(message), { code: 'CONFORMANCE_CODING' });
}
