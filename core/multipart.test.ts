import { expect, test } from 'vitest';
import { splitMultipart } from './multipart.ts';

const text = 'preamble\r\n--b\r\nA: 1\r\nB:2\r\n\r\none\r\ntwo\r\n--b \r\n\r\nno fields\r\n--b--\r\nepilogue';

test('parts stand between the boundaries, with their fields and their content', () => {
  expect(splitMultipart(text, 'b')).toEqual({
    items: [
      {
        headers: [
          ['A', '1'],
          ['B', '2'],
        ],
        body: 'one\r\ntwo',
      },
      { headers: [], body: 'no fields' },
    ],
    closed: true,
  });
});

test('a bare line feed ends a line only for those who read what others wrote', () => {
  const bare = text.replaceAll('\r\n', '\n');
  expect(splitMultipart(bare, 'b')?.items.map(({ body }) => body)).toEqual(['one\ntwo', 'no fields']);
  expect(splitMultipart(bare, 'b', 'crlf')).toBeUndefined();
  expect(splitMultipart(text, 'b', 'crlf')?.items).toHaveLength(2);
});

test('a body that is cut off says so, and other boundaries are no boundaries', () => {
  expect(splitMultipart('--b\r\n\r\none', 'b')).toEqual({ items: [{ headers: [], body: 'one' }], closed: false });
  expect(splitMultipart('--bb\r\n\r\none\r\n--bb--', 'b')).toBeUndefined();
  expect(splitMultipart('--a.b\r\n\r\none\r\n--a.b--', 'a.b')?.items).toHaveLength(1);
  expect(splitMultipart('--axb\r\n\r\none\r\n--axb--', 'a.b')).toBeUndefined();
});

test('a part without an empty line is none, and fields that are none are told', () => {
  expect(splitMultipart('--b\r\nA: 1\r\n--b--', 'b')).toBeUndefined();
  expect(splitMultipart('--b\r\nno field\r\n\r\none\r\n--b--', 'b')?.items).toEqual([
    { headers: undefined, body: 'one' },
  ]);
});
