import { expect, test } from 'vitest';
import { emptyBody, type HttpRequest, headerValue } from '../../../core/http.ts';
import { off } from '../bug.ts';
import { createService } from '../create-service.ts';
import type { Mutant, ProtocolCore } from '../protocol-core.ts';
import { respondEmpty, respondText } from '../respond.ts';
import type { Store } from '../store.ts';
import {
  changesMore,
  createsMissing,
  halfApplies,
  ignoresCondition,
  keepsToken,
  leavesWindow,
  movesTokenWhenRefused,
  refusesCurrent,
  repeatsOtherwise,
} from './defects.ts';
import { mutantsOfForms } from './mutants-of-forms.ts';
import { on } from './when.ts';

const rows = (store: Store) => store.table<{ readonly version: number; readonly text: string }>('rows');
const keyOf = ({ target }: HttpRequest): string => target.slice(1);

/** PATCH /KEY of what is there, if If-Match (where there is one) is its version; POST makes; GET shows version and text. */
const core = (mutants: readonly Mutant[]): ProtocolCore => ({
  id: 'rows',
  title: 'Rows',
  editions: ['one'],
  defaultEdition: 'one',
  mutants,
  variants: [],
  unlawfulVariants: {},
  excuses: { assertions: {}, dumbPasses: {} },
  features: [],
  defaultFeatures: [],
  credentials: {},
  authenticate: () => undefined,
  seed: (store) => {
    rows(store).put('a', { version: 1, text: '' });
    rows(store).put('b', { version: 1, text: '' });
  },
  disturb: () => {},
  handle: (store, request) => {
    const row = rows(store).get(keyOf(request));
    if (request.method === 'GET') return respondText(200, 'text/plain', row ? `${row.version}${row.text}` : 'none');
    if (request.method === 'POST') rows(store).put(keyOf(request), { version: 1, text: '' });
    else {
      const tag = headerValue(request.headers, 'if-match');
      if (!row) return respondEmpty(404);
      if (tag !== undefined && tag !== String(row.version)) return respondEmpty(412);
      rows(store).put(keyOf(request), { version: row.version + 1, text: `${row.text}x` });
    }
    return respondEmpty(204);
  },
  example: { method: 'GET', target: '/a', headers: [] },
});

const send = (method: string, key: string, tag?: string): HttpRequest => ({
  method,
  target: `/${key}`,
  headers: tag === undefined ? [] : [['If-Match', tag]],
  body: emptyBody,
});

const mutants = mutantsOfForms(
  {
    patch: {
      when: on('PATCH'),
      title: 'PATCH',
      laws: {
        'current-accepted': 'T-001',
        'old-refused': 'T-002',
        'missing-stays-missing': 'T-003',
        'moves-token': 'T-004',
        'refused-keeps-token': 'T-005',
        'nothing-else': 'T-006',
        repeated: 'T-007',
        'all-or-nothing': 'T-008',
        'one-of-many': 'T-010',
      },
    },
    post: { when: on('POST'), title: 'POST', laws: { 'nothing-else': 'T-009' } },
  },
  {
    'current-accepted': refusesCurrent(({ request }) => send('PATCH', keyOf(request), '0')),
    'old-refused': ignoresCondition(),
    'missing-stays-missing': createsMissing(({ request, response }) =>
      response.status === 404 ? { ...request, method: 'POST' } : undefined,
    ),
    'moves-token': keepsToken(({ store, before, request }) => {
      const version = rows(before).get(keyOf(request))?.version ?? 0;
      rows(store).put(keyOf(request), { version, text: rows(store).get(keyOf(request))?.text ?? '' });
    }),
    'refused-keeps-token': movesTokenWhenRefused(({ store, request }) =>
      rows(store).put(keyOf(request), { version: 9, text: '' }),
    ),
    'nothing-else': changesMore(({ store }, form) => rows(store).put('b', { version: 1, text: form })),
    repeated: repeatsOtherwise(({ undo }) => {
      undo();
      return respondEmpty(409);
    }),
    'all-or-nothing': halfApplies(({ request }) => send('PATCH', keyOf(request))),
    'one-of-many': leavesWindow,
  },
  { extras: { 'form-post-changes-more': { editions: ['one'] } } },
);

/** What is answered to requests one after the other: the statuses of writes, the texts of reads. */
async function outcome(mutant: string, ...requests: readonly HttpRequest[]): Promise<readonly (number | string)[]> {
  const service = createService(core(mutants), { mutant });
  const out: (number | string)[] = [];
  for (const request of requests) {
    const { status, body } = await service.dispatch(request);
    out.push(request.method === 'GET' ? new TextDecoder().decode(body) : status);
  }
  return out;
}

test('a form has a bug for every law that a rule covers, by its own id, rule and cell', () => {
  expect(mutants.map(({ id, fails }) => `${id} ${fails.join()}`)).toEqual([
    'form-patch-refuses-current T-001',
    'form-patch-ignores-condition T-002',
    'form-patch-creates T-003',
    'form-patch-keeps-token T-004',
    'form-patch-moves-token-when-refused T-005',
    'form-patch-changes-more T-006',
    'form-patch-repeats-otherwise T-007',
    'form-patch-half-applies T-008',
    'form-patch-leaves-a-window T-010',
    'form-post-changes-more T-009',
  ]);
  expect(mutants.at(-1)).toMatchObject({
    title: 'A POST changes something else besides.',
    cell: { form: 'post', law: 'nothing-else' },
    editions: ['one'],
  });
});

test('each breaks its law, for its form alone', async () => {
  const a = send('GET', 'a');
  expect(await outcome('form-patch-refuses-current', send('PATCH', 'a', '1'), a)).toEqual([412, '1']);
  expect(await outcome('form-patch-ignores-condition', send('PATCH', 'a', '0'), a)).toEqual([204, '2x']);
  expect(await outcome('form-patch-creates', send('PATCH', 'c'), send('GET', 'c'))).toEqual([204, '1']);
  expect(await outcome('form-patch-keeps-token', send('PATCH', 'a', '1'), a)).toEqual([204, '1x']);
  expect(await outcome('form-patch-moves-token-when-refused', send('PATCH', 'a', '0'), a)).toEqual([412, '9']);
  expect(await outcome('form-patch-changes-more', send('PATCH', 'a'), send('GET', 'b'))).toEqual([204, '1patch']);
  expect(await outcome('form-post-changes-more', send('PATCH', 'a'), send('GET', 'b'))).toEqual([204, '1']);
  expect(await outcome('form-patch-half-applies', send('PATCH', 'a', '0'), a)).toEqual([412, '2x']);
  const twice = [send('PATCH', 'a'), send('PATCH', 'b'), send('PATCH', 'a'), a] as const;
  expect(await outcome('form-patch-repeats-otherwise', ...twice)).toEqual([204, 204, 409, '2x']);
});

test('a window between check and write is there for its form alone, and as long as is wanted', async () => {
  const together = async (method: string, windowMs?: number): Promise<readonly number[]> => {
    const service = createService(core(mutants), {
      mutant: 'form-patch-leaves-a-window',
      ...(windowMs === undefined ? {} : { windowMs }),
    });
    const both = [service.dispatch(send(method, 'a', '1')), service.dispatch(send(method, 'a', '1'))];
    return (await Promise.all(both)).map(({ status }) => status);
  };
  expect(await together('PATCH')).toEqual([204, 204]);
  expect(await together('PATCH', 0)).toEqual([204, 204]);
  expect(await together('PUT')).toEqual([204, 412]);
});

test('a law that nothing breaks, and an id that no bug has, are told', () => {
  const forms = { put: { when: on('PUT'), title: 'PUT', laws: { repeated: 'T-001' } } };
  expect(() => mutantsOfForms(forms, {})).toThrow('"repeated"');
  const defects = { repeated: repeatsOtherwise(({ response }) => response) };
  expect(() => mutantsOfForms(forms, defects, { elsewhere: { 'form-put-repeats': off('T-001') } })).toThrow(
    '"form-put-repeats" is said of a bug that no form has',
  );
});
