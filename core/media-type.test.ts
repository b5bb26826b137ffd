import { describe, expect, test } from 'vitest';
import { parseMediaType } from './media-type.ts';

describe('parseMediaType (RFC 9110 §8.3.1)', () => {
  test.each([
    ['application/json', 'application/json', {}],
    ['Application/JSON;Charset=UTF-8', 'application/json', { charset: 'UTF-8' }],
    ['application/json; odata.metadata=minimal', 'application/json', { 'odata.metadata': 'minimal' }],
    ['multipart/mixed; boundary="a;b\\"c"; x=1', 'multipart/mixed', { boundary: 'a;b"c', x: '1' }],
    ['text/plain ; ; a=b', 'text/plain', { a: 'b' }],
  ])('%s', (text, essence, parameters) => {
    expect(parseMediaType(text)).toEqual({ essence, parameters });
  });

  test.each(['', 'json', 'application/', 'a/b c', 'a/b; c', 'a/b; c="d'])('%j is none', (text) => {
    expect(parseMediaType(text)).toBeUndefined();
  });
});
