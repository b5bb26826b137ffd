import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { ProtocolSpec } from '../../core/protocol-spec.ts';
import type { Proposal } from '../../runner/described/propose-bindings.ts';
import { renderTargetFile } from './render-target-file.ts';
import { writtenField } from './written-field.ts';

const binding = (value: string) => ({ title: 'What it is', value });
const spec = {
  id: 'dab',
  title: 'Data API builder',
  identities: [{ id: 'caller', title: 'Anyone' }],
  bindings: { 'book.title': binding('title'), 'note.own': binding('me'), 'reader-role': binding('readonly') },
} as unknown as ProtocolSpec;
const hostile = 'x\n  evil: true\r# \u2028 \u0007';

test('a file holds what is known, with why, and what is left as comments, whatever a target says', () => {
  const proposals: readonly Proposal[] = [
    { binding: 'book.segment', state: 'found', value: 'no', because: hostile },
    { binding: 'book.key', state: 'fits', value: 'id', because: 'is there' },
    { binding: 'book.title', state: 'perhaps', value: '# heading: x', because: 'may be' },
    { binding: 'note.own', state: 'open', because: hostile },
  ];
  const text = renderTargetFile({
    spec,
    protocol: 'dab',
    url: 'https://host:8443/a%20b',
    edition: { id: 'v1', because: hostile },
    proposal: { basePath: '', by: [`/api/openapi?${hostile}`], unread: [], byHand: ['reader-role'], proposals },
    bindings: { api: '/rest' },
    headers: [writtenField('X-Trace: a: b', 'target')],
    identities: {
      caller: [writtenField('Authorization: Bearer geheim', 'caller'), writtenField('X-MS-API-ROLE: writer', 'caller')],
    },
    given: { insecure: true, timeout: '10s', proxy: 'http://me:geheim@proxy:3128' },
  });
  expect(parse(text)).toEqual({
    protocol: 'dab',
    url: 'https://host:8443/a%20b',
    edition: 'v1',
    tls: { insecure: true },
    proxy: 'env:PROXY_URL',
    timeout: '10s',
    headers: { 'X-Trace': 'env:TARGET_X_TRACE' },
    identities: { caller: { Authorization: 'Bearer env:CALLER_AUTHORIZATION', 'X-MS-API-ROLE': 'writer' } },
    bindings: { api: '/rest', 'book.segment': 'no' },
  });
  expect(text).not.toContain('geheim');
  expect(text).toContain('# book.title: "# heading: x" #');
  expect(text).toContain('# note.own: … #');
  expect(text).toContain('# reader-role: readonly #');
  expect(text.split('\n').filter((line) => /evil/.test(line) && !/#.*evil/.test(line))).toEqual([]);
});

test.each([
  ['Authorization: Bearer env:TOKEN', { name: 'Authorization', value: 'Bearer env:TOKEN' }],
  ['X-MS-API-ROLE: reader', { name: 'X-MS-API-ROLE', value: 'reader' }],
  ['X-Key: abc', { name: 'X-Key', value: 'env:ONE_X_KEY', note: expect.stringContaining('ONE_X_KEY') }],
  [
    'Authorization: Basic abc',
    { name: 'Authorization', value: 'Basic env:ONE_AUTHORIZATION', note: expect.anything() },
  ],
  ['env:LINE', { name: 'Authorization', value: 'env:LINE', note: expect.stringContaining('whole line') }],
])('%s is written without a secret', (line, field) => {
  expect(writtenField(line, 'one')).toEqual(field);
});
