import { http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, expect, test } from 'vitest';
import { toyCore } from '../../tests/support/toy-core.ts';
import { createService } from '../kernel/create-service.ts';
import { createHandlers } from './create-handlers.ts';

const worker = setupServer(http.all('*', () => new Response('somebody else')));
worker.listen();
afterEach(() => worker.resetHandlers());
afterAll(() => worker.close());

test('one service answers right below the base URL', async () => {
  worker.use(...createHandlers(createService(toyCore), { baseUrl: 'https://api.test' }));
  expect(await (await fetch('https://api.test/notes/seeded')).json()).toMatchObject({ text: 'first' });
  expect(await (await fetch('https://api.test?a=1#part')).json()).toEqual({ target: '/?a=1' });
});

test('what is not below the base URL is left to others', async () => {
  worker.use(...createHandlers([createService(toyCore)], { baseUrl: 'https://api.test/base' }));
  expect((await fetch('https://api.test/base/toy/notes')).status).toBe(200);
  for (const path of ['/base/toys/notes', '/basement/toy/notes', '/'])
    expect(await (await fetch(`https://api.test${path}`)).text()).toBe('somebody else');
});

test('an answer to HEAD has no body', async () => {
  worker.use(...createHandlers(createService(toyCore), { baseUrl: 'https://api.test' }));
  const answer = await fetch('https://api.test/notes/seeded', { method: 'HEAD' });
  expect([answer.status, await answer.text()]).toEqual([200, '']);
  expect(answer.headers.get('etag')).toBe('W/"1"');
});

test('a fault that is armed in the service breaks what fetch gets', async () => {
  const service = createService(toyCore);
  worker.use(...createHandlers(service, { baseUrl: 'https://api.test' }));
  const get = (): Promise<Response> => fetch('https://api.test/notes/seeded');
  const whole = await (await get()).text();
  await service.arm({ fault: 'reset-after', method: 'GET' });
  await expect(get()).rejects.toThrow('Failed to fetch');
  await service.arm({ fault: 'lost-answer', method: 'GET', ms: 5 });
  await expect(get()).rejects.toThrow('Failed to fetch');
  await service.arm({ fault: 'truncated-body' });
  await expect((await get()).text()).rejects.toThrow('terminated');
  await service.arm({ fault: 'wrong-length' });
  expect(await (await get()).text()).toBe(whole.slice(0, whole.length >> 1));
  expect(await (await get()).text()).toBe(whole);
});
