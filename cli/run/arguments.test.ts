import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../core/errors.ts';
import { chooseProtocols } from './choose-protocols.ts';
import { parseCount, parseDuration } from './parse-count.ts';
import { parseHeader } from './parse-header.ts';
import { parseReporters } from './parse-reporters.ts';
import { parseShard } from './parse-shard.ts';
import { parseTargetUrl } from './parse-target-url.ts';
import { resolveEnvValue } from './resolve-env-value.ts';

const env = { TOKEN: 's3cret', LINE: 'X-Key: abc', EMPTY: '' };

describe('parseHeader', () => {
  test.each([
    ['Accept: a/b', ['Accept', 'a/b'], []],
    ['X-Empty:', ['X-Empty', ''], []],
    ['x:  spaced  ', ['x', 'spaced'], []],
    ['Authorization: Bearer env:TOKEN', ['Authorization', 'Bearer s3cret'], ['s3cret']],
    ['Authorization: env:TOKEN', ['Authorization', 's3cret'], ['s3cret']],
    ['Authorization: Bearer open', ['Authorization', 'Bearer open'], ['open']],
    ['Cookie: a=b; c=d', ['Cookie', 'a=b; c=d'], ['a=b; c=d']],
    ['X-Note: a literal value', ['X-Note', 'a literal value'], ['a literal value']],
    ['X-Note: short', ['X-Note', 'short'], []],
    ['User-Agent: a literal value', ['User-Agent', 'a literal value'], []],
    ['X-Note: see env:TOKEN', ['X-Note', 'see s3cret'], ['s3cret']],
    ['env:LINE', ['X-Key', 'abc'], ['abc']],
  ])('%s', (text, field, secrets) => {
    expect(parseHeader(text, env)).toEqual({ field, secrets });
  });

  test.each([
    'no colon',
    ': x',
    'a b: c',
    'X: a\nb',
    'X: env:MISSING',
    'X: env:EMPTY',
    'X: env:',
    'X: env:NO-SUCH',
    'env:NO-SUCH',
    'X: ✓',
    'Content-Length: 5',
    'if-match: *',
    'Expect: 100-continue',
  ])('refuses %j', (text) => {
    expect(() => parseHeader(text, env)).toThrow(UsageError);
  });

  test('never shows the value it refuses', () => {
    let refusal: unknown;
    try {
      parseHeader('bad name: s3cret', env);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(UsageError);
    expect(JSON.stringify(refusal) + String(refusal)).not.toContain('s3cret');
  });
});

test('env: is read only as the last word', () => {
  expect(resolveEnvValue('env:TOKEN', env)).toEqual({ text: 's3cret', secret: 's3cret' });
  expect(resolveEnvValue('env:TOKEN/x', env)).toEqual({ text: 'env:TOKEN/x' });
  expect(() => resolveEnvValue('env:NOPE', env)).toThrow('NOPE is not set');
  expect(() => resolveEnvValue('env:EMPTY', env)).toThrow('EMPTY is empty');
  expect(() => resolveEnvValue('env:toString', env)).toThrow('toString is not set');
});

describe('parseTargetUrl', () => {
  test.each([
    ['http://localhost:5000', 'http://localhost:5000'],
    ['https://x.test/a/../b//', 'https://x.test/a/../b'],
  ])('%s', (text, url) => {
    expect(parseTargetUrl(text)).toBe(url);
  });

  test.each([
    'localhost:5000',
    'x',
    'ftp://x',
    'http://x/a b',
    'http://x/é',
    'http://u:p@x',
    'http://x?a=b',
    'http://x#y',
  ])('refuses %s', (text) => {
    expect(() => parseTargetUrl(text)).toThrow(UsageError);
  });
});

describe('parseReporters', () => {
  test('files are resolved, the console keeps standard output', () => {
    expect(parseReporters(['json=out/a.json', 'junit=b=c.xml'], '/base')).toEqual({
      stdout: 'console',
      files: [
        { format: 'json', file: resolve('/base', 'out/a.json') },
        { format: 'junit', file: resolve('/base', 'b=c.xml') },
      ],
    });
    expect(parseReporters(['json'], '/base')).toEqual({ stdout: 'json', files: [] });
  });

  test.each([[['jsn']], [['json', 'junit']], [['json=']], [['json=a', 'junit=a']]])('refuses %j', (options) => {
    expect(() => parseReporters(options, '/base')).toThrow(UsageError);
  });

  test('suggests the name that was meant', () => {
    expect(() => parseReporters(['jnit=x'], '/base')).toThrow(
      expect.objectContaining({ hint: 'did you mean "junit"?' }),
    );
  });
});

test.each([
  ['500ms', 500],
  ['10s', 10_000],
  ['2m', 120_000],
  ['250', 250],
])('%s are %i ms', (text, ms) => {
  expect(parseDuration('--timeout', text)).toBe(ms);
});

test.each(['', '0', '-1', '1h', 's', '1.5s'])('%j is no duration', (text) => {
  expect(() => parseDuration('--timeout', text)).toThrow(UsageError);
});

test('a count is a whole number in its range', () => {
  expect(parseCount('--jobs', '8', 1, 256)).toBe(8);
  for (const text of ['0', '257', 'x', '', '1e2', ' 1'])
    expect(() => parseCount('--jobs', text, 1, 256)).toThrow(UsageError);
});

test('protocols follow from what is selected', () => {
  const known = ['dab', 'dataverse'];
  expect(chooseProtocols(known, [], ['dab/if-match'])).toEqual(['dab']);
  expect(chooseProtocols(known, [], ['if-match/x'])).toEqual(known);
  expect(chooseProtocols(known, [])).toEqual(known);
  expect(chooseProtocols(known, ['dataverse'])).toEqual(['dataverse']);
  expect(() => chooseProtocols(known, ['dap'])).toThrow(expect.objectContaining({ hint: 'did you mean "dab"?' }));
});

describe('parseShard', () => {
  test.each([
    ['1/1', { index: 1, of: 1 }],
    ['2/5', { index: 2, of: 5 }],
  ])('reads %s', (text, shard) => {
    expect(parseShard(text)).toEqual(shard);
  });
  test.each(['0/3', '4/3', '1', 'a/b', '1/0', '1/999', '-1/2', '1/2/3', ''])('refuses %j', (text) => {
    expect(() => parseShard(text)).toThrow(UsageError);
  });
});
