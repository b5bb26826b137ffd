import { describe, expect, test } from 'vitest';
import { emptyBody, type HttpRequest, type HttpResponse, headerLines, utf8 } from '../../core/http.ts';
import { jsonEquals } from '../../core/json-equals.ts';
import { parseJson } from '../../core/parse-json.ts';
import { toyCore } from '../../tests/support/toy-core.ts';
import { createService } from './create-service.ts';
import { kernelVariants } from './kernel-variants.ts';
import { createSeededRandom } from './seeded-random.ts';

const change = (id: string, response: HttpResponse): HttpResponse => {
  const variant = kernelVariants.find((found) => found.id === id);
  if (!variant?.change) throw new Error(`${id} changes no message`);
  return variant.change(response, createSeededRandom('x'));
};
const text = ({ body }: HttpResponse): string => new TextDecoder().decode(body);
const json = (body: string, type = 'application/json; charset=utf-8'): HttpResponse => ({
  status: 200,
  headers: [
    ['Content-Type', type],
    ['Content-Length', String(utf8(body).length)],
  ],
  body: utf8(body),
});
const messages = kernelVariants.filter((variant) => variant.change).map(({ id }) => id);

describe.each(messages)('%s', (id) => {
  test('keeps Content-Length right and the body JSON', () => {
    const changed = change(id, json('{"ä":1,"list":[{"b":2.5},{"b":"1"}]}'));
    expect(headerLines(changed.headers, 'content-length')).toEqual([String(changed.body.length)]);
    expect(() => parseJson(text(changed))).not.toThrow();
  });

  test.each([
    ['no JSON', json('[1,', 'application/json')],
    ['another media type', json('{"a":1}', 'text/plain')],
    ['a batch', json('{"a":1}', 'multipart/mixed; boundary=x')],
    ['no media type', { status: 200, headers: [], body: utf8('{"a":1}') }],
    ['no body', { status: 204, headers: [], body: emptyBody }],
  ] as const)('leaves the body alone when it is %s', (_, response) => {
    expect(change(id, response).body).toEqual(response.body);
    expect(change(id, response).status).toBe(response.status);
  });
});

test('each variant changes something, and only what it says', () => {
  const response = json('{"a":1,"b":2,"c":3}', 'application/problem+json');
  expect(change('header-name-case', response).headers.map(([name]) => name)).not.toEqual([
    'Content-Type',
    'Content-Length',
  ]);
  expect(change('extra-headers', response).headers.length).toBeGreaterThan(2);
  expect(text(change('member-order', response))).not.toBe(text(response));
  expect(jsonEquals(parseJson(text(change('member-order', response))), parseJson(text(response)))).toBe(true);
  expect(text(change('number-spelling', response))).toBe('{"a":1.0,"b":2.0,"c":3.0}');
  expect(text(change('extra-members', response))).toContain('conformanceExtra');
});

const get: HttpRequest = { method: 'GET', target: '/notes', headers: [], body: emptyBody };

test('busy writes rows of others around every request', async () => {
  const service = createService(toyCore, { variant: 'busy' });
  await service.dispatch(get);
  expect([...(service.snapshot().store.tables.get('notes')?.keys() ?? [])]).toEqual([
    'seeded',
    'foreign-1',
    'foreign-2',
  ]);
});

test('slow-answers holds the answer back, not the work', async () => {
  const service = createService(toyCore, { variant: 'slow-answers' });
  const answer = service.dispatch({ ...get, method: 'DELETE', target: '/notes/seeded' });
  expect(service.snapshot().store.tables.has('notes')).toBe(false);
  const first = await Promise.race([answer, Promise.resolve('not yet')]);
  expect(first).toBe('not yet');
  expect((await answer).status).toBe(204);
});
