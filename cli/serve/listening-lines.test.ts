import { expect, test } from 'vitest';
import { listeningLines } from './listening-lines.ts';

const address = { netmask: '', mac: '', cidr: null };
const interfaces = {
  lo: [{ ...address, address: '127.0.0.1', family: 'IPv4', internal: true }],
  eth0: [
    { ...address, address: '192.0.2.7', family: 'IPv4', internal: false },
    { ...address, address: '2001:db8::7', family: 'IPv6', internal: false, scopeid: 0 },
  ],
} as const;
const lines = (url: string, host: string): readonly string[] =>
  listeningLines(url, host, interfaces as unknown as Parameters<typeof listeningLines>[2]);

test('one address is one line; all of them are named, with what that means', () => {
  expect(lines('http://127.0.0.1:4010', '127.0.0.1')).toEqual(['Listening on http://127.0.0.1:4010 (Ctrl-C ends it)']);
  expect(lines('https://127.0.0.1:4010', '0.0.0.0')).toEqual([
    'Listening on https://127.0.0.1:4010 (Ctrl-C ends it)',
    '  on every address of this machine: https://192.0.2.7:4010',
    '  Whoever reaches this machine can read and write all rows.',
  ]);
  expect(lines('http://[::1]:4010', '::')[1]).toContain('http://192.0.2.7:4010, http://[2001:db8::7]:4010');
});
