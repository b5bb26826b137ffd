import { expect, test } from 'vitest';
import { decodeUtf8, emptyBody, type HttpRequest, headerValue, utf8 } from '../../core/http.ts';
import { toyCore } from '../../tests/support/toy-core.ts';
import { createService } from './create-service.ts';
import type { ProtocolCore } from './protocol-core.ts';
import { respondText } from './respond.ts';

const put = (tag: string, text: string): HttpRequest => ({
  method: 'PUT',
  target: '/notes/seeded',
  headers: [['If-Match', tag]],
  body: utf8(`{"text":"${text}"}`),
});

/** The toy, and a request that carries a PUT with an old tag. */
const carrying: ProtocolCore = {
  ...toyCore,
  handle: (store, request, world) =>
    request.target === '/carrier'
      ? respondText(200, 'text/plain', String(world.embed(put('"old"', 'carried'), 'inside').status))
      : toyCore.handle(store, request, world),
};
const carrier: HttpRequest = { method: 'POST', target: '/carrier', headers: [], body: emptyBody };
const sent = async (mutant?: string) => {
  const service = createService(carrying, { tracing: true, ...(mutant === undefined ? {} : { mutant }) });
  const answer = await service.dispatch(carrier);
  const read = await service.dispatch({ method: 'GET', target: '/notes/seeded', headers: [], body: emptyBody });
  return { answer, status: decodeUtf8(answer.body), row: JSON.parse(decodeUtf8(read.body)) as { text: string } };
};

test('a request that another carries is answered as if it had come by itself', async () => {
  const { answer, status, row } = await sent();
  expect(status).toBe('412');
  expect(row.text).not.toBe('carried');
  expect(headerValue(answer.headers, 'Conformance-Rule')).toBe('TOY-001');
  expect(answer.trace.mutants).toEqual(new Set(['stale-accepted', 'refused-but-written']));
});

test('the bug at work shows in it, at a rule and around it, and the sound server is what it is compared with', async () => {
  const accepted = await sent('stale-accepted');
  expect(accepted.status).not.toBe('412');
  expect(accepted.row.text).toBe('carried');
  expect(accepted.answer.trace.differs).toBe(true);
  const written = await sent('refused-but-written');
  expect(written.status).toBe('412');
  expect(written.row.text).toBe('written all the same');
  expect(written.answer.trace.differs).toBe(true);
});

test('a world in which nothing is handled carries nothing', () => {
  const planted: ProtocolCore = { ...toyCore, seed: (_, world) => void world.embed(carrier, 'nowhere') };
  expect(() => createService(planted)).toThrow('only a request that is being handled carries others');
});
