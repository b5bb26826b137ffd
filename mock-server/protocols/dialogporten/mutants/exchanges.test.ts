import { expect, test } from 'vitest';
import { type HttpRequest, utf8 } from '../../../../core/http.ts';
import { silently, withQuery } from './attach.ts';
import { childIdOf, dialogIdOf, operationsOf } from './exchanges.ts';
import { by } from './when.ts';

const id = '0194fe82-9280-77a5-a7cd-5ff0e6a6fa07';
const request = (method: string, rest: string, body = ''): HttpRequest => ({
  method,
  target: `/api/v1/serviceowner/dialogs${rest}`,
  headers: [],
  body: utf8(body),
});

test('the dialog and the child of a path are found, in any spelling of their ids', () => {
  const target = request('PUT', `/${id.toUpperCase()}/transmissions/a%20b?isSilentUpdate=true`);
  expect(dialogIdOf(target)).toBe(id);
  expect(childIdOf(target)).toBe('a%20b');
  expect(dialogIdOf(request('GET', ''))).toBeUndefined();
});

test('a parameter is replaced or taken away whatever the letter case of its name, and others stay as they were sent', () => {
  const asked = request('PATCH', '?x=%20&ISSILENTUPDATE=TRUE');
  expect(silently(false)({ request: asked }).target).toMatch(/dialogs\?x=%20$/);
  expect(silently(true)({ request: asked }).target).toMatch(/\?x=%20&isSilentUpdate=true$/);
  expect(withQuery('x')({ request: request('GET', '?x=1') }).target).toMatch(/dialogs$/);
});

test('a patch that is none has no operations', () => {
  expect(operationsOf(request('PATCH', `/${id}`, '[{"op":"remove"}, 1]'))).toEqual([{ op: 'remove' }]);
  for (const body of ['', '{', '{}']) expect(operationsOf(request('PATCH', `/${id}`, body))).toEqual([]);
});

test('kinds of writes are told by method and path', () => {
  const is = (kind: string, sent: HttpRequest): boolean =>
    by(kind)({ request: sent } as Parameters<ReturnType<typeof by>>[0]);
  expect(is('post', request('POST', ''))).toBe(true);
  expect(is('activity', request('POST', `/${id}/activities/`))).toBe(true);
  expect(is('put-transmission', request('PUT', `/${id}/transmissions/1`))).toBe(true);
  expect(is('labels', request('DELETE', `/${id}/context/labels/a`))).toBe(true);
});
