import { describe, expect, it } from 'vitest';
import { resolveReference, splitUrl } from './resolve-reference.ts';

describe('resolveReference', () => {
  const base = 'https://Host:8443/base/rows?x=1';
  it.each([
    ['https://host/a%27b#f', 'https://host/a%27b'],
    ['//other/x', 'https://other/x'],
    ['/rows/1', 'https://Host:8443/rows/1'],
    ['rows/1?q', 'https://Host:8443/base/rows/1?q'],
    ['../x', 'https://Host:8443/x'],
    ['./', 'https://Host:8443/base/'],
    ['?y=2', 'https://Host:8443/base/rows?y=2'],
    ["rows('O''Neil')", "https://Host:8443/base/rows('O''Neil')"],
    ['id/500', 'https://Host:8443/base/id/500'],
  ])('%s', (reference, expected) => {
    expect(resolveReference(reference, base)).toBe(expected);
  });

  it('agrees with RFC 3986 §5.4 on its examples of paths', () => {
    const from = 'http://a/b/c/d;p?q';
    const examples = {
      g: '/b/c/g',
      './g': '/b/c/g',
      'g/': '/b/c/g/',
      '/g': '/g',
      '?y': '/b/c/d;p?y',
      'g?y': '/b/c/g?y',
      ';x': '/b/c/;x',
      '': '/b/c/d;p?q',
      '.': '/b/c/',
      '..': '/b/',
      '../g': '/b/g',
      '../..': '/',
      '../../../g': '/g',
      'g.': '/b/c/g.',
      './../g': '/b/g',
      'g/../h': '/b/c/h',
    };
    for (const [reference, path] of Object.entries(examples))
      expect(resolveReference(reference, from)).toBe(`http://a${path}`);
  });

  it('splits a URL into a comparable origin and its raw target', () => {
    expect(splitUrl('HTTPS://Host:443/a//b?q#f')).toEqual({ origin: 'https://host', target: '/a//b?q' });
    expect(splitUrl('http://h?x')).toEqual({ origin: 'http://h', target: '/?x' });
    expect(splitUrl('ftp://h/')).toBeUndefined();
  });
});
