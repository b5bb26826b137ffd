import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../core/http.ts';
import { createResponseReader } from './response-reader.ts';

const limits = { maxBodyBytes: 16 << 20, maxHeaderBytes: 64 << 10 };
const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('latin1');

const answers: readonly (readonly [name: string, bytes: string, body: string])[] = [
  ['a length', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello', 'hello'],
  [
    'chunks',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nT: 1\r\n\r\n',
    'hello',
  ],
  ['hints', 'HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na', 'a'],
];

describe('the response is the same however its bytes are cut', () => {
  it.each(answers)('%s', (_, bytes, body) => {
    for (let first = 0; first <= bytes.length; first++) {
      const reader = createResponseReader('GET', limits);
      const early = first === 0 ? undefined : reader.push(utf8(bytes.slice(0, first)));
      const late = first === bytes.length ? undefined : reader.push(utf8(`${bytes.slice(first)}`));
      expect(text((early ?? late)?.body)).toBe(body);
    }
    const byByte = createResponseReader('GET', limits);
    const given = [...bytes].map((one) => byByte.push(utf8(one)));
    expect(given.filter(Boolean).map((one) => text(one?.body))).toEqual([body]);
    expect(given.at(-1)).toBeDefined();
  });
});

describe('16 MB take time in proportion to them', () => {
  it.each([
    ['a length', `HTTP/1.1 200 OK\r\nContent-Length: ${16 << 20}\r\n\r\n`, 'x'.repeat(4096)],
    ['no length', 'HTTP/1.1 200 OK\r\n\r\n', 'x'.repeat(4096)],
    ['chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', `1000\r\n${'x'.repeat(4096)}\r\n`],
  ])('%s', (_, head, piece) => {
    const reader = createResponseReader('GET', limits);
    const { user } = process.cpuUsage();
    let answer = reader.push(utf8(head));
    const bytes = utf8(piece);
    for (let count = 0; count < 4096; count++) answer = reader.push(bytes);
    answer ??= head.includes('chunked') ? reader.push(utf8('0\r\n\r\n')) : reader.end();
    // What joined its buffers at each piece took 4 s.
    expect(process.cpuUsage({ user, system: 0 }).user / 1e6).toBeLessThan(1);
    expect(answer?.body.length).toBe(16 << 20);
  });

  it('and no more than them is read', () => {
    const reader = createResponseReader('GET', { ...limits, maxBodyBytes: 10 });
    reader.push(utf8('HTTP/1.1 200 OK\r\n\r\n0123456789'));
    expect(() => reader.push(utf8('a'))).toThrow('body too large');
  });
});
