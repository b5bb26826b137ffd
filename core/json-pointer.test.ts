import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatPointer, parsePointer, valueAt } from './json-pointer.ts';
import { parseJson } from './parse-json.ts';

describe('JSON Pointer (RFC 6901)', () => {
  test('segments survive writing and reading', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (segments) => {
        expect(parsePointer(formatPointer(segments))).toEqual(segments);
      }),
    );
  });

  // The document and the table of RFC 6901 §5.
  const document = parseJson(
    '{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\\\j":5,"k\\"l":6," ":7,"m~n":8}',
  );
  test.each([
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/e^f', 3],
    ['/g|h', 4],
    ['/i\\j', 5],
    ['/k"l', 6],
    ['/ ', 7],
    ['/m~0n', 8],
  ])('%s', (pointer, value) => {
    expect(valueAt(document, parsePointer(pointer) ?? [])).toBe(value);
  });

  test.each(['/foo/2', '/foo/-', '/foo/00', '/foo/0/x', '/nope', '/foo/length', '/toString'])(
    '%s leads nowhere',
    (pointer) => {
      expect(valueAt(document, parsePointer(pointer) ?? [])).toBeUndefined();
    },
  );

  test.each(['foo', '/~', '/~2', '#/a'])('%j is no pointer', (text) => {
    expect(parsePointer(text)).toBeUndefined();
  });
});
