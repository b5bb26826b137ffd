import { expect, test } from 'vitest';
import { decodeUtf8, type HttpRequest, utf8 } from '../../../../core/http.ts';
import { withStamps } from './with-stamps.ts';

const put = (body: string): HttpRequest => ({
  method: 'PUT',
  target: '/m42Services/api/data/fragments/A',
  headers: [],
  body: utf8(body),
});

test('each TimeStamp becomes another, or none, also in the fragments of an object', () => {
  const object = put('{"ID":"1","A":{"TimeStamp":"old","Name":"x"},"B":{"TimeStamp":"older"}}');
  const without = withStamps(object, () => []);
  expect(decodeUtf8(without?.body ?? utf8(''))).toBe('{"ID":"1","A":{"Name":"x"},"B":{}}');
  const other = withStamps(object, (stamp) => [['TimeStamp', `${String(stamp)}!`]]);
  expect(decodeUtf8(other?.body ?? utf8(''))).toBe(
    '{"ID":"1","A":{"TimeStamp":"old!","Name":"x"},"B":{"TimeStamp":"older!"}}',
  );
});

test('so in lists of fragments', () => {
  const object = put('{"ID":"1","C":[{"TimeStamp":"old","Name":"x"},1]}');
  expect(decodeUtf8(withStamps(object, () => [])?.body ?? utf8(''))).toBe('{"ID":"1","C":[{"Name":"x"},1]}');
});

test('a body without a TimeStamp, or that is no object, has nothing to change', () => {
  expect(withStamps(put('{"ID":"1","Name":"x"}'), () => [])).toBeUndefined();
  expect(withStamps(put('no JSON'), () => [])).toBeUndefined();
});
