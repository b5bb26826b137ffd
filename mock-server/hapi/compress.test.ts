import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type HttpResponse, utf8 } from '../../core/http.ts';
import { compress } from './compress.ts';

const long: HttpResponse = { status: 200, headers: [['ETag', '"a"']], body: utf8('x'.repeat(2000)) };
const asked = (accepted: string | undefined, method = 'GET') => ({
  method,
  target: '/',
  headers: accepted === undefined ? [] : ([['Accept-Encoding', accepted]] as const),
  body: utf8(''),
});

describe('a long answer', () => {
  test.each(['gzip', 'GZIP', 'deflate, gzip;q=0.5', 'br, x-gzip'])(
    'is sent in gzip to who takes it: %s',
    (accepted) => {
      const { headers, body } = compress(asked(accepted), long);
      expect(headers).toEqual([
        ['ETag', '"a"'],
        ['Content-Encoding', 'gzip'],
        ['Vary', 'Accept-Encoding'],
      ]);
      expect(gunzipSync(body).toString()).toBe('x'.repeat(2000));
    },
  );

  test.each([undefined, '', 'identity', 'gzip;q=0', 'gzip; q=0.0', 'br'])(
    'is sent as it is to others: %s',
    (accepted) => {
      expect(compress(asked(accepted), long)).toBe(long);
    },
  );

  test('is left alone for HEAD, when it is short, or coded already', () => {
    expect(compress(asked('gzip', 'HEAD'), long)).toBe(long);
    const short = { ...long, body: utf8('x') };
    expect(compress(asked('gzip'), short)).toBe(short);
    const coded: HttpResponse = { ...long, headers: [['content-encoding', 'br']] };
    expect(compress(asked('gzip'), coded)).toBe(coded);
  });
});
