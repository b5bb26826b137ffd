import { expect, test } from 'vitest';
import { decodeUtf8, type HttpRequest, utf8 } from '../../../core/http.ts';
import { jsonOf, membersOf, optionOf, withField, withMembers, withOptions, withText } from './other-request.ts';

const request: HttpRequest = {
  method: 'PUT',
  target: '/rows?$select=a,b&$filter=a%20eq%201',
  headers: [
    ['X-Role', 'one'],
    ['x-role', 'two'],
    ['Accept', '*/*'],
  ],
  body: utf8('{"a":null,"b":9007199254740993}'),
};

test('another field takes the place of all of its name, in any letter case', () => {
  expect(withField(request, ['X-ROLE', 'three']).headers).toEqual([
    ['Accept', '*/*'],
    ['X-ROLE', 'three'],
  ]);
});

test('members become some or none, and exact numbers stay exact', () => {
  const changed = withMembers(request, (name, value) => (value === null ? [] : [[name.toUpperCase(), value]]));
  expect(decodeUtf8(changed.body)).toBe('{"B":9007199254740993}');
});

test('a body that is no JSON object has no members', () => {
  expect(membersOf(withText(request, '[1]'))).toEqual({});
  expect(membersOf(withText(request, 'no'))).toEqual({});
  expect(jsonOf(withText(request, 'no'))).toBeUndefined();
});

test('query options are read decoded, and those that stay keep their spelling', () => {
  expect(optionOf(request, '$filter')).toBe('a eq 1');
  expect(optionOf(request, '$top')).toBeUndefined();
  const changed = withOptions(request, (name, value) => [name, name === '$select' ? `${value},c d` : value]);
  expect(changed.target).toBe('/rows?$select=a%2Cb%2Cc%20d&$filter=a%20eq%201');
  expect(withOptions(request, (name, value) => (name === '$filter' ? undefined : [name, value])).target).toBe(
    '/rows?$select=a,b',
  );
  expect(withOptions(request, () => undefined).target).toBe('/rows');
});
