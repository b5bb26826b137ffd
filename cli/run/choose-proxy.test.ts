import { describe, expect, test } from 'vitest';
import { chooseProxy, proxySecrets } from './choose-proxy.ts';

const http = 'http://api.test:8080/dab';
const https = 'https://api.test/dab';
const by = (target: string, env: Record<string, string>, option?: string) =>
  chooseProxy(target, { option, env })?.origin;

describe('the proxy for a target', () => {
  test('is what --proxy says, whatever the environment does', () => {
    expect(by(http, { HTTP_PROXY: 'http://other:1', NO_PROXY: '*' }, 'http://proxy:3128')).toBe('http://proxy:3128');
    expect(by(https, {}, 'proxy:3128')).toBe('http://proxy:3128');
    expect(by(https, { P: 'https://proxy' }, 'env:P')).toBe('https://proxy');
  });

  test('else what the environment says, in lower case first; HTTP_PROXY is for https, too, when there is no other', () => {
    expect(by(http, {})).toBeUndefined();
    expect(by(http, { HTTPS_PROXY: 'http://s:1' })).toBeUndefined();
    expect(by(https, { HTTPS_PROXY: 'http://s:1', HTTP_PROXY: 'http://h:1' })).toBe('http://s:1');
    expect(by(https, { HTTP_PROXY: 'http://h:1' })).toBe('http://h:1');
    expect(by(http, { HTTP_PROXY: 'http://h:1', http_proxy: 'http://low:1' })).toBe('http://low:1');
    expect(by(http, { HTTP_PROXY: '' })).toBeUndefined();
  });

  test.each([
    ['*', true],
    ['api.test', true],
    ['API.test', true],
    ['.test', true],
    ['*.test', true],
    ['test', true],
    ['api.test:8080', true],
    ['api.test:9090', false],
    ['pi.test', false],
    ['other, api.test', true],
    ['other api.test', true],
    ['', false],
  ])('is none for a host that NO_PROXY names: %s', (list, excepted) => {
    expect(by(http, { HTTP_PROXY: 'http://h:1', NO_PROXY: list })).toBe(excepted ? undefined : 'http://h:1');
  });

  test('NO_PROXY knows IPv6, with brackets or without', () => {
    for (const list of ['::1', '[::1]', '[::1]:80'])
      expect(by('http://[::1]/x', { HTTP_PROXY: 'http://h:1', NO_PROXY: list })).toBeUndefined();
    expect(by('http://[::1]/x', { HTTP_PROXY: 'http://h:1', NO_PROXY: '[::1]:81' })).toBe('http://h:1');
  });

  test('has its credentials apart, and they are secret', () => {
    const sources = { option: 'http://me:s%40cret@proxy:3128', env: {} };
    expect(chooseProxy(http, sources)).toEqual({
      origin: 'http://proxy:3128',
      authorization: `Basic ${Buffer.from('me:s@cret').toString('base64')}`,
    });
    expect(proxySecrets(sources)).toEqual(['me:s@cret', 's@cret', 's%40cret']);
    expect(proxySecrets({ option: undefined, env: { HTTPS_PROXY: 'http://a:geheim@p' } })).toContain('geheim');
  });

  test.each(['socks5://proxy:1080', 'http://', 'http://u:geheim@ho st'])('is refused when it is none: %s', (option) => {
    expect(() => chooseProxy(http, { option, env: {} })).toThrow(/^--proxy takes the http or https URL of a proxy$/);
  });
});
