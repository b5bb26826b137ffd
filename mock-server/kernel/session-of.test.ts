import { expect, test } from 'vitest';
import { emptyBody, type HeaderField, type HttpRequest } from '../../core/http.ts';
import { sessionOf } from './session-of.ts';

const request = (headers: readonly HeaderField[]): HttpRequest => ({
  method: 'GET',
  target: '/',
  headers,
  body: emptyBody,
});

test('a header names the session and is not passed on', () => {
  const sent = request([
    ['conformance-session', 'a'],
    ['X-Other', '1'],
  ]);
  expect(sessionOf(sent)).toEqual({ session: 'a', request: request([['X-Other', '1']]) });
});

test('the end of a credential names the session; the protocol sees the credential without it', () => {
  const sent = request([['authorization', 'Bearer owner~session.b-1']]);
  expect(sessionOf(sent)).toEqual({ session: 'b-1', request: request([['authorization', 'Bearer owner']]) });
});

test('a request that names none is passed on as it is', () => {
  const sent = request([['Authorization', 'Bearer owner~sessions']]);
  expect(sessionOf(sent).session).toBeUndefined();
  expect(sessionOf(sent).request).toBe(sent);
});
