import { expect, test } from 'vitest';
import { decodeUtf8, emptyBody, type HttpRequest, type HttpResponse, headerValue, utf8 } from '../../core/http.ts';
import { around, atSeam, memoryOf, off } from './bug.ts';
import { createService } from './create-service.ts';
import type { Mutant, ProtocolCore } from './protocol-core.ts';
import { respondEmpty, respondText } from './respond.ts';
import { seam } from './seam.ts';
import type { Store } from './store.ts';

const status = seam<number, { readonly key: string }>('status-of-write');

/** PUT /KEY stores the body, unless it is empty; GET reads it; each write draws a number and an id. */
const core = (mutants: readonly Omit<Mutant, 'title' | 'fails'>[]): ProtocolCore => ({
  id: 'texts',
  title: 'Texts',
  editions: ['one'],
  defaultEdition: 'one',
  mutants: mutants.map((mutant) => ({ title: mutant.id, fails: [], ...mutant })),
  variants: [],
  unlawfulVariants: {},
  excuses: { assertions: {}, dumbPasses: {} },
  features: [],
  defaultFeatures: [],
  credentials: {},
  authenticate: (request) => {
    const id = headerValue(request.headers, 'authorization');
    return id === undefined ? undefined : { id, claims: {} };
  },
  seed: (store) => texts(store).put('old', { text: 'first' }),
  disturb: () => {},
  handle: (store, request, world) => {
    const key = request.target.slice(1);
    if (request.method === 'GET') return respondText(200, 'text/plain', texts(store).get(key)?.text ?? 'none');
    if (!world.principal) return respondEmpty(401);
    if (request.body.length === 0 && world.keepsFor(key, 'T-001')) return respondEmpty(400);
    world.cites('T-002');
    texts(store).put(key, { text: `${decodeUtf8(request.body)} ${world.uuid(4)} ${store.next('writes')}` });
    return respondEmpty(world.through(status, 204, { key }));
  },
  example: { method: 'GET', target: '/old', headers: [] },
});
const texts = (store: Store) => store.table<{ readonly text: string }>('texts');

const get = (key: string): HttpRequest => ({ method: 'GET', target: `/${key}`, headers: [], body: emptyBody });
const put = (key: string, text = 'x'): HttpRequest => ({
  method: 'PUT',
  target: `/${key}`,
  headers: [['Authorization', 'me']],
  body: utf8(text),
});
const textOf = ({ body }: HttpResponse): string => decodeUtf8(body);

test('a rule is not kept as a whole, or in the cases named', async () => {
  const mutants = [
    { id: 'whole', at: [off('T-001')] },
    { id: 'for-a', at: [off('T-001', 'a', 'b')] },
  ];
  const whole = createService(core(mutants), { mutant: 'whole' });
  expect((await whole.dispatch(put('c', ''))).status).toBe(204);
  const some = createService(core(mutants), { mutant: 'for-a', tracing: true });
  expect(await some.dispatch(put('a', ''))).toMatchObject({
    status: 204,
    trace: { rules: new Set(['T-001', 'T-002']), differs: true },
  });
  const kept = await some.dispatch(put('c', ''));
  expect(kept.status).toBe(400);
  expect(kept.trace).toEqual({
    rules: new Set(['T-001']),
    mutants: new Set(['whole']),
    variants: new Set(),
    differs: false,
  });
});

test('a decision comes out otherwise where a bug attaches to its seam', async () => {
  const mutants = [{ id: 'created', at: [atSeam(status, (sound, { key }) => (key === 'a' ? 201 : sound))] }];
  const service = createService(core(mutants), { mutant: 'created' });
  expect(await service.dispatch(put('a'))).toMatchObject({ status: 201, trace: { differs: true } });
  expect(await service.dispatch(put('b'))).toMatchObject({ status: 204, trace: { differs: false } });
});

test('a bug that names the cases it can change is no candidate for others', async () => {
  const mutants = [
    {
      id: 'created',
      at: [
        atSeam(
          status,
          () => 201,
          ({ key }) => key === 'a',
        ),
      ],
    },
  ];
  const service = createService(core(mutants), { tracing: true });
  expect((await service.dispatch(put('a'))).trace.mutants).toEqual(new Set(['created']));
  expect((await service.dispatch(put('b'))).trace.mutants).toEqual(new Set());
});

test('around a request, a bug sees rows before and after, takes writes back, and handles another request instead', async () => {
  const mutants = [
    {
      id: 'lost',
      at: [
        around(
          ({ request }) => request.target === '/old' && request.method === 'PUT',
          ({ before, store, response, undo }) => {
            const [was, is] = [texts(before).get('old')?.text, texts(store).get('old')?.text];
            undo();
            expect(texts(store).get('old')?.text).toBe(was);
            texts(store).put('log', { text: `${was} -> ${is?.slice(0, 1)}` });
            return response;
          },
        ),
      ],
    },
    {
      id: 'anybody',
      at: [
        around(
          ({ response }) => response.status === 401,
          ({ request, instead }) => instead({ ...request, target: '/stranger' }, { id: 'anybody', claims: {} }),
        ),
      ],
    },
  ];
  const lost = createService(core(mutants), { mutant: 'lost' });
  expect(await lost.dispatch(put('old', 'n'))).toMatchObject({ status: 204, trace: { differs: true } });
  expect(textOf(await lost.dispatch(get('old')))).toBe('first');
  expect(textOf(await lost.dispatch(get('log')))).toBe('first -> n');
  const anybody = createService(core(mutants), { mutant: 'anybody' });
  expect((await anybody.dispatch({ ...put('a'), headers: [] })).status).toBe(204);
  expect(textOf(await anybody.dispatch(get('stranger')))).toMatch(/^x /);
});

test('looking whether a bug changes anything leaves no trace: ids, counters and rows go on as without', async () => {
  const idle: Mutant['at'] = [atSeam(status, (sound) => sound)];
  const run = async (mutant?: string): Promise<string> => {
    const service = createService(core([{ id: 'idle', at: idle }]), { seed: 's', ...(mutant ? { mutant } : {}) });
    for (const key of ['a', 'b', 'a']) expect((await service.dispatch(put(key))).trace.differs).toBe(false);
    return textOf(await service.dispatch(get('a'))) + textOf(await service.dispatch(get('b')));
  };
  expect(await run('idle')).toBe(await run());
});

test('another request in place of the first has the same chance and the same counters', async () => {
  const mutants = [
    {
      id: 'done-again',
      at: [
        around(
          ({ rules, response }) => rules.has('T-001') || response.status === 204,
          ({ request, instead }) =>
            instead({ ...request, body: request.body.length === 0 ? utf8('none') : request.body }),
        ),
      ],
    },
  ];
  const service = createService(core(mutants), { mutant: 'done-again' });
  expect(await service.dispatch(put('a'))).toMatchObject({ status: 204, trace: { differs: false } });
  expect(await service.dispatch(put('b', ''))).toMatchObject({ status: 204, trace: { differs: true } });
  expect(textOf(await service.dispatch(get('b')))).toMatch(/^none .* 2$/);
});

test('what a bug remembers for itself is no difference, what it does with that is', async () => {
  const mutants = [
    {
      id: 'only-once',
      at: [
        around(
          ({ request, response }) => request.method === 'PUT' && response.status === 204,
          ({ request, response, store, undo }) => {
            const memory = memoryOf(store, 'only-once');
            const again = memory.has(request.target);
            if (again) undo();
            memory.put(request.target, {});
            return again ? respondEmpty(412) : response;
          },
        ),
      ],
    },
  ];
  const service = createService(core(mutants), { mutant: 'only-once' });
  expect((await service.dispatch(put('a'))).trace.differs).toBe(false);
  expect(await service.dispatch(put('a'))).toMatchObject({ status: 412, trace: { differs: true } });
});

test.each([
  ['a seam', [atSeam(status, () => 299)]],
  [
    'a whole request',
    [
      around(
        ({ response }) => response.status === 204,
        ({ response }) => ({ ...response, status: 299 }),
      ),
    ],
  ],
])('a bug at %s answers the same where nobody asks whether it changed anything', async (_, at) => {
  const options = { mutant: 'odd', seed: 's' };
  const [asked, unasked] = [true, false].map((comparing) =>
    createService(core([{ id: 'odd', at }]), { ...options, comparing }),
  );
  const answers = [await asked?.dispatch(put('a')), await unasked?.dispatch(put('a'))];
  expect(answers.map((answer) => [answer?.status, answer?.trace.differs])).toEqual([
    [299, true],
    [299, false],
  ]);
  expect(unasked?.snapshot().store).toEqual(asked?.snapshot().store);
});
