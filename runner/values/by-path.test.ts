import { expect, test } from 'vitest';
import { utf8 } from '../../core/http.ts';
import { createAnswer } from './answer.ts';
import { byPath } from './by-path.ts';

const place = { origin: 'https://api.test:8443', basePath: '/dab' };
const answer = (location: string, body = '') =>
  createAnswer({
    method: 'POST',
    url: 'https://api.test:8443/dab/x',
    path: '/x',
    status: 201,
    headers: [['Location', location]],
    body: utf8(body),
    exchange: 0,
  });

test.each([
  ['another scheme', 'http://api.test:8443/dab/x/1'],
  ['another port', 'https://api.test/dab/x/1'],
  ['another host', 'HTTPS://inner.local:5000/dab/x/1'],
])('%s alone is the target by another name', (_, location) => {
  const seen = byPath(answer(location), place);
  expect(seen?.answer.headers).toEqual([['Location', 'https://api.test:8443/dab/x/1']]);
  expect(location).toContain(seen?.named);
});

test.each([
  ['the target itself', 'https://API.test:8443/dab/x/1'],
  ['a relative URL', '/dab/x/1'],
  ['another path', 'http://api.test/other/x/1'],
  ['a path that only begins alike', 'http://api.test/dabble'],
])('%s is what it says', (_, location) => {
  expect(byPath(answer(location), place)).toBeUndefined();
});

test('links of a target that was told its name are what they say', () => {
  const told = createAnswer({ ...answer('https://other.test/dab/x/1'), toldItsName: true });
  expect(byPath(told, place)).toBeUndefined();
});

test('links in the body are the same', () => {
  const seen = byPath(answer('', '{"nextLink":"http://inner/dab/x?$after=a","home":"http://inner/"}'), place);
  expect(seen?.answer.text()).toBe('{"nextLink":"https://api.test:8443/dab/x?$after=a","home":"http://inner/"}');
  expect(seen?.named).toBe('http://inner');
});
