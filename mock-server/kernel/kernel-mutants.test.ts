import { describe, expect, test } from 'vitest';
import {
  decodeUtf8,
  emptyBody,
  type HeaderField,
  type HttpRequest,
  type HttpResponse,
  headerValue,
  utf8,
} from '../../core/http.ts';
import { toyCore } from '../../tests/support/toy-core.ts';
import { createService, type Service } from './create-service.ts';

const request = (line: string, headers: readonly HeaderField[] = [], body = ''): HttpRequest => {
  const [method = '', target = ''] = line.split(' ');
  return { method, target, headers, body: body === '' ? emptyBody : utf8(body) };
};
const read = (service: Service): Promise<HttpResponse> => service.dispatch(request('GET /notes/seeded'));
const textOf = ({ body }: HttpResponse): unknown => (JSON.parse(decodeUtf8(body)) as Record<string, unknown>)['text'];

/** Eight conditional writes with the same version at once: how many were told yes, and who is left. */
async function race(service: Service): Promise<{ readonly winners: number[]; readonly left: unknown }> {
  const tag = headerValue((await read(service)).headers, 'etag') ?? '';
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      service.dispatch(request('PUT /notes/seeded', [['If-Match', tag]], `{"text":"${n}"}`)),
    ),
  );
  const winners = answers.flatMap(({ status }, n) => (status === 204 ? [n] : []));
  return { winners, left: textOf(await read(service)) };
}

test('a sound service lets exactly one of eight writers win', async () => {
  const { winners, left } = await race(createService(toyCore));
  expect(winners).toEqual([0]);
  expect(left).toBe('0');
});

describe.each([0, 1, 10])('check-then-write with a window of %d ms', (ms) => {
  const broken = (seed = 'a'): Service => createService(toyCore, { kernelMutant: `check-then-write-${ms}ms`, seed });

  test('lets all of eight writers win', async () => {
    expect((await race(broken())).winners).toHaveLength(8);
  });

  test('looks sound to one client that waits for its answers', async () => {
    const service = broken();
    for (let n = 0; n < 3; n++) {
      const tag = headerValue((await read(service)).headers, 'etag') ?? '';
      const answer = await service.dispatch(request('PUT /notes/seeded', [['If-Match', tag]], `{"text":"${n}"}`));
      expect(answer.status).toBe(204);
      expect(textOf(await read(service))).toBe(String(n));
      expect((await service.dispatch(request('PUT /notes/seeded', [['If-Match', tag]], '{}'))).status).toBe(412);
    }
  });
});

test('check-then-write in one operation lets only that one be judged too early', async () => {
  expect((await race(createService(toyCore, { kernelMutant: 'check-then-write-1ms-put' }))).winners).toHaveLength(8);
  expect((await race(createService(toyCore, { kernelMutant: 'check-then-write-1ms-patch' }))).winners).toEqual([0]);
});

test('which lost update survives depends on the seed, and only on the seed', async () => {
  const left = async (seed: string): Promise<unknown> =>
    (await race(createService(toyCore, { kernelMutant: 'check-then-write-0ms', seed }))).left;
  const all = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(left));
  expect(await left('a')).toBe(all[0]);
  expect(new Set(all).size).toBeGreaterThan(1);
});

test('forgets-roll-back leaves half of a refused request behind', async () => {
  const half = request('POST /both', [], '{"left":"l"}');
  for (const [kernelMutant, status] of [
    ['forgets-roll-back', 200],
    [undefined, 404],
  ] as const) {
    const service = createService(toyCore, kernelMutant === undefined ? {} : { kernelMutant });
    expect((await service.dispatch(half)).status).toBe(422);
    expect((await service.dispatch(request('GET /notes/left'))).status).toBe(status);
  }
});

test('answers-before-commit shows the old state to the next request, the new one to the second', async () => {
  const service = createService(toyCore, { kernelMutant: 'answers-before-commit' });
  expect((await service.dispatch(request('PUT /notes/seeded', [], '{"text":"second"}'))).status).toBe(204);
  expect(textOf(await read(service))).toBe('first');
  expect(textOf(await read(service))).toBe('second');
});
