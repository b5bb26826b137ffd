import { expect, test } from 'vitest';
import { createRouter, decodeSegment } from './router.ts';

const find = createRouter([
  { method: 'GET', template: '/api/{entity}', handler: 'list' },
  { method: 'GET', template: '/api/{entity}/{keys*}', handler: 'row' },
  { method: 'PUT', template: '/api/{entity}/{keys*}', handler: 'put' },
]);

test('parameters are the raw segments', () => {
  expect(find('GET', '/api/a%2Fb')).toEqual({ kind: 'found', handler: 'list', params: { entity: 'a%2Fb' } });
  expect(find('PUT', '/api/Books/id/1%2f2//..')).toEqual({
    kind: 'found',
    handler: 'put',
    params: { entity: 'Books', keys: 'id/1%2f2//..' },
  });
});

test('a rest may be empty, and a trailing slash is an empty segment', () => {
  expect(find('PUT', '/api/Books')).toMatchObject({ handler: 'put', params: { entity: 'Books', keys: '' } });
  expect(find('GET', '/api/Books/')).toMatchObject({ handler: 'row', params: { entity: 'Books', keys: '' } });
});

test('a known path with another method names the methods it has', () => {
  expect(find('DELETE', '/api/Books/id/1')).toEqual({ kind: 'wrong-method', allowed: ['GET', 'PUT'] });
});

test('letter case and further segments matter', () => {
  expect(find('GET', '/API/Books')).toEqual({ kind: 'not-found' });
  expect(find('GET', '/')).toEqual({ kind: 'not-found' });
});

test('letter case does not matter to a router that is told so, and parameters keep theirs', () => {
  const anyCase = createRouter([{ method: 'GET', template: '/api/books/{id}', handler: 'book' }], { anyCase: true });
  expect(anyCase('GET', '/API/Books/A')).toEqual({ kind: 'found', handler: 'book', params: { id: 'A' } });
});

test('a malformed escape decodes to nothing', () => {
  expect(decodeSegment('a%2Fb')).toBe('a/b');
  expect(decodeSegment('%E0%A4%A')).toBeUndefined();
  expect(decodeSegment('%FF')).toBeUndefined();
});
