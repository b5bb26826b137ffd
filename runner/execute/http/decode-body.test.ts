import * as zlib from 'node:zlib';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type HttpResponse, utf8 } from '../../../core/http.ts';
import { decodeBody } from './decode-body.ts';

const text = '{"title":"Blåbær"}';
const coded = (coding: string, body: Uint8Array): HttpResponse => ({
  status: 200,
  headers: [['Content-Encoding', coding]],
  body,
});
const read = async (response: HttpResponse) => Buffer.from((await decodeBody(response, 1000)).body).toString();

describe('what comes back coded is decoded', () => {
  test.each([
    ['gzip', gzipSync(text)],
    ['X-GZIP', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
    ['identity', utf8(text)],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
  ])('%s', async (coding, body) => {
    expect(await read(coded(coding, body))).toBe(text);
  });

  test('its headers stay, and an answer without a coding is the same object', async () => {
    const response = coded('gzip', gzipSync(text));
    expect((await decodeBody(response, 1000)).headers).toBe(response.headers);
    const plain = { status: 200, headers: [], body: utf8(text) };
    expect(await decodeBody(plain, 1000)).toBe(plain);
    const empty = coded('gzip', new Uint8Array(0));
    expect(await decodeBody(empty, 1000)).toBe(empty);
  });
});

describe('what cannot be decoded is told', () => {
  test.each([
    ['compress', utf8('x'), 'the answer is in the coding compress, which cannot be decoded here'],
    ['gzip', utf8('not at all'), "the answer's body is not in the coding gzip, which its Content-Encoding names"],
    ['gzip', gzipSync('x'.repeat(5000)), 'body too large'],
    ['br', brotliCompressSync(Buffer.alloc(1_000_000)), 'body too large'],
    ['deflate', gzipSync(text).subarray(0, 12), "the answer's body is not in the coding deflate"],
  ])('%s', async (coding, body, why) => {
    await expect(decodeBody(coded(coding, body), 1000)).rejects.toThrow(why);
  });
});

describe('zstd', () => {
  afterEach(() => {
    vi.doUnmock('node:zlib');
    vi.resetModules();
  });

  /** The same function on a Node whose zlib has these members instead. */
  async function onNodeWith(members: object) {
    vi.resetModules();
    vi.doMock('node:zlib', async (original) => ({ ...(await original<object>()), ...members }));
    return (await import('./decode-body.ts')).decodeBody;
  }

  test('is decoded where Node has it, within bounds', async () => {
    const decode = await onNodeWith({
      zstdDecompressSync: (bytes: Uint8Array, { maxOutputLength }: { readonly maxOutputLength: number }) => {
        if (bytes.length * 2 > maxOutputLength)
          throw Object.assign(new RangeError('too large'), { code: 'ERR_BUFFER_TOO_LARGE' });
        return Buffer.concat([bytes, bytes]);
      },
    });
    expect(Buffer.from((await decode(coded('zstd', utf8('ab')), 1000)).body).toString()).toBe('abab');
    await expect(decode(coded('zstd', utf8('ab')), 3)).rejects.toMatchObject({ code: 'CONFORMANCE_BODY_TOO_LARGE' });
  });

  test('could not be judged where Node has it not, and is told', async () => {
    const decode = await onNodeWith({ zstdDecompressSync: undefined });
    await expect(decode(coded('zstd', utf8('ab')), 1000)).rejects.toMatchObject({
      code: 'CONFORMANCE_CODING',
      message: 'the answer is in the coding zstd, which cannot be decoded here',
    });
  });

  const { zstdCompressSync } = zlib as { readonly zstdCompressSync?: (bytes: Uint8Array) => Uint8Array };
  test.skipIf(zstdCompressSync === undefined)('is read as Node itself writes it', async () => {
    expect(await read(coded('zstd', zstdCompressSync?.(utf8(text)) ?? utf8('')))).toBe(text);
  });
});
