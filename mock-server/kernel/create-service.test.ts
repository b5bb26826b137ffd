import { describe, expect, test } from 'vitest';
import { ConformanceError } from '../../core/errors.ts';
import { decodeUtf8, emptyBody, type HeaderField, type HttpRequest, headerValue, utf8 } from '../../core/http.ts';
import { costOf } from '../../tests/support/cost-of.ts';
import { toyCore } from '../../tests/support/toy-core.ts';
import { createService, type Service } from './create-service.ts';

const request = (line: string, headers: readonly HeaderField[] = [], body = ''): HttpRequest => {
  const [method = '', target = ''] = line.split(' ');
  return { method, target, headers, body: body === '' ? emptyBody : utf8(body) };
};
const get = async (service: Service, key = 'seeded'): Promise<Record<string, unknown>> =>
  JSON.parse(decodeUtf8((await service.dispatch(request(`GET /notes/${key}`))).body)) as Record<string, unknown>;
const put = request('PUT /notes/seeded', [], '{"text":"second"}');

describe('a service', () => {
  test('says which rules decided, and which mutants could have changed the answer', async () => {
    const service = createService(toyCore, { tracing: true });
    const refused = await service.dispatch(request('PUT /notes/seeded', [['If-Match', '"old"']], '{}'));
    expect(refused.status).toBe(412);
    expect(headerValue(refused.headers, 'conformance-rule')).toBe('TOY-001');
    expect(refused.trace).toEqual({
      rules: new Set(['TOY-001']),
      mutants: new Set(['stale-accepted', 'refused-but-written']),
      variants: new Set(['other-words']),
      differs: false,
    });
    expect((await service.dispatch(put)).trace.mutants).toEqual(new Set(['no-tag']));
    const read = await service.dispatch(request('GET /notes/seeded'));
    expect(headerValue(read.headers, 'conformance-rule')).toBeUndefined();
    expect(read.trace).toEqual({ rules: new Set(), mutants: new Set(), variants: new Set(), differs: false });
  });

  test('names what it does not have, each once, and nothing where there is nothing', async () => {
    const service = createService(toyCore);
    const named = async (line: string): Promise<string | undefined> =>
      headerValue((await service.dispatch(request(line))).headers, 'conformance-unmodelled');
    expect(await named('GET /unmodelled')).toBe('$apply, $search');
    expect(await named('GET /notes/seeded')).toBeUndefined();
  });

  test('breaks the rules of its mutant and no others', async () => {
    const stale = request('PUT /notes/seeded', [['If-Match', '"old"']], '{"text":"x"}');
    const answer = await createService(toyCore, { mutant: 'stale-accepted' }).dispatch(stale);
    expect(answer.status).toBe(204);
    expect(headerValue(answer.headers, 'etag')).toBe('W/"2"');
    const untagged = createService(toyCore, { mutant: 'no-tag' });
    expect((await untagged.dispatch(stale)).status).toBe(412);
    expect(headerValue((await untagged.dispatch(put)).headers, 'etag')).toBeUndefined();
  });

  test('differs lawfully when asked to', async () => {
    const stale = request('PUT /notes/seeded', [['If-Match', '"old"']], '{}');
    const answer = await createService(toyCore, { variant: 'other-words' }).dispatch(stale);
    expect(decodeUtf8(answer.body)).toBe('that is old');
  });

  test.each([
    [{ edition: 'three' }],
    [{ features: ['soft'] }],
    [{ mutant: 'nope' }],
    [{ kernelMutant: 'nope' }],
    [{ variant: 'nope' }],
  ])('refuses to be set up with %j', (options) => {
    expect(() => createService(toyCore, options)).toThrow(ConformanceError);
  });

  test('knows the caller, the edition, and the features of the request', async () => {
    const service = createService(toyCore, { edition: 'two' });
    const answer = await service.dispatch(request('GET /notes/seeded', [['Authorization', 'Bearer writer']]), {
      features: new Set(['loud']),
    });
    expect(JSON.parse(decodeUtf8(answer.body))).toMatchObject({ edition: 'two', who: 'writer', loud: true });
    expect(await get(service)).not.toHaveProperty('loud');
  });

  test('is the same again for the same seed, clock and requests', async () => {
    const run = async (seed: string): Promise<unknown> => {
      const service = createService(toyCore, { seed, clock: () => 1_000_000, variant: 'busy' });
      await service.dispatch(put);
      return service.snapshot();
    };
    expect(await run('a')).toEqual(await run('a'));
    expect(await run('a')).not.toEqual(await run('b'));
  });

  test('goes back to its first rows, or to a snapshot', async () => {
    const service = createService(toyCore);
    const first = service.snapshot();
    await service.dispatch(put);
    const second = service.snapshot();
    service.advanceClock(1000);
    service.provoke('refuse-next-write');
    service.reset();
    expect(service.snapshot()).toEqual(first);
    expect(service.exchanges()).toEqual([]);
    expect((await service.dispatch(put)).status).toBe(204);
    service.restore(first);
    expect(await get(service)).toMatchObject({ text: 'first' });
    service.restore(second);
    expect(await get(service)).toMatchObject({ text: 'second' });
  });

  test('moves its clock on', () => {
    const service = createService(toyCore, { clock: () => 5000 });
    service.advanceClock(60_000);
    expect(service.now()).toBe(65_000);
  });

  test('refuses exactly the next write when asked to, and does not perform it', async () => {
    const service = createService(toyCore);
    service.provoke('throttle-next-write');
    expect(await get(service)).toMatchObject({ text: 'first' });
    const throttled = await service.dispatch(put);
    expect([throttled.status, headerValue(throttled.headers, 'retry-after')]).toEqual([429, '1']);
    expect(await get(service)).toMatchObject({ text: 'first' });
    expect((await service.dispatch(put)).status).toBe(204);
    service.provoke('refuse-next-write');
    expect((await service.dispatch(put)).status).toBe(503);
  });

  test('lets the protocol word a provoked refusal', async () => {
    const service = createService({
      ...toyCore,
      provoked: (fault) => ({ status: 429, headers: [['X-Why', fault.kind]], body: emptyBody }),
    });
    service.provoke('throttle-next-write');
    expect((await service.dispatch(put)).headers).toEqual([['X-Why', 'throttle-next-write']]);
  });

  test('is as before when the core has a fault, and tells', async () => {
    const service = createService(toyCore);
    const before = service.snapshot().store.tables;
    await expect(service.dispatch(request('POST /fault'))).rejects.toThrow('broken on purpose');
    expect(service.snapshot().store.tables).toEqual(before);
  });

  test('waits for a slow authentication', async () => {
    const slow = { ...toyCore, authenticate: async () => ({ id: 'late', claims: {} }) };
    expect(await get(createService(slow))).toMatchObject({ who: 'late' });
  });

  test('remembers the last exchanges only, and only the head of large bodies', async () => {
    const service = createService(toyCore, { exchanges: 3 });
    for (let n = 0; n < 5; n++)
      await service.dispatch(request('PUT /notes/big', [], `{"text":"${'x'.repeat(100_000)}"}`));
    const kept = service.exchanges();
    expect(kept.map(({ id }) => id)).toEqual([3, 4, 5]);
    expect(kept[0]).toMatchObject({ rules: ['TOY-002'], response: { status: 204 } });
    expect(kept[0]?.request.body.length).toBe(65_536);
  });

  test('does not get slower with the rows it holds', async () => {
    const costWith = async (rows: number): Promise<number> => {
      const service = createService(toyCore);
      const { store, ...rest } = service.snapshot();
      const notes = new Map(store.tables.get('notes'));
      for (let n = 0; n < rows; n++) notes.set(`n${n}`, { text: '', count: n, version: 'v' });
      service.restore({ ...rest, store: { ...store, tables: new Map([['notes', notes]]) } });
      return costOf(async () => {
        for (let n = 0; n < 2000; n++) await service.dispatch(request(`PUT /notes/n${n}`, [], '{"text":"x"}'));
      });
    };
    await costWith(2000);
    const small = await costWith(2000);
    expect(await costWith(100_000)).toBeLessThan(4 * small + 20);
  });
});
