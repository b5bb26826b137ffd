import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../core/http.ts';
import { decodeUtf8, headerValue } from '../../core/http.ts';
import type { ScenarioResult } from '../../core/report.ts';
import type { Scenario } from '../../core/suite.ts';
import type { TargetPlan } from '../options.ts';
import { planTarget } from '../plan/plan-target.ts';
import {
  answer,
  entry,
  equals,
  facts,
  fakeClient,
  plan,
  race,
  raceEntry,
  request,
  scenario,
  selectingEntry,
  step,
} from '../testing/sample-plan.ts';
import { runScenario } from './run-scenario.ts';

/** A shelf of rows with revisions; refuses stale If-Match with 412. */
function shelf() {
  const rows = new Map<string, { title: string; revision: number }>();
  let made = 0;
  const client = fakeClient((message: HttpRequest) => {
    const { method, target } = message;
    const path = target.replace(/^\/base/, '');
    if (method === 'POST') {
      made++;
      const id = `${path}/${made}`;
      rows.set(id, { title: 'new', revision: 1 });
      return answer(201, { id }, [
        ['Location', `/base${id}`],
        ['ETag', '"1"'],
      ]);
    }
    const row = rows.get(path);
    if (!row) return answer(404, { error: 'none' });
    if (method === 'GET')
      return answer(200, { title: row.title, revision: row.revision }, [['ETag', `"${row.revision}"`]]);
    if (method === 'DELETE') {
      rows.delete(path);
      return answer(204);
    }
    const condition = headerValue(message.headers, 'if-match');
    if (condition !== undefined && condition !== `"${row.revision}"`) return answer(412, { error: 'stale' });
    rows.set(path, {
      title: (JSON.parse(decodeUtf8(message.body)) as { title: string }).title,
      revision: row.revision + 1,
    });
    return answer(204, undefined, [['ETag', `"${row.revision + 1}"`]]);
  });
  return { rows, client };
}

async function runFirst(target: TargetPlan, client: Parameters<typeof plan>[1], more = {}): Promise<ScenarioResult> {
  const [first] = planTarget(target).scenarios;
  if (first === undefined) throw new Error('nothing planned');
  return runScenario(first, target, { client, seed: 'seed', raceRounds: 2, ...more });
}

const stale: Scenario = scenario('stale', {
  given: [
    step('create', 'POST /rows', { assume: facts({ status: [201] }), cleanup: [request('DELETE $(create.location)')] }),
    step('moved', 'PATCH $(create.location)', {
      request: { body: { kind: 'json', value: { title: 'moved' }, edit: [] } },
    }),
  ],
  steps: [
    step('write', 'PATCH $(create.location)', {
      request: {
        ifMatch: { form: 'as-received', token: '$(create.version)' },
        body: { kind: 'json', value: { title: 'late' }, edit: [] },
      },
      expect: [
        entry('T-1', { status: [412] }),
        entry('T-2', { effect: { on: [request('GET $(create.location)')], changes: 'none', may: [] } }),
        entry('T-3', { body: { kind: 'shape', places: [['/error', equals('stale')]] } }),
      ],
    }),
  ],
});

describe('runScenario', () => {
  it('passes a target that refuses a stale write and leaves no trace, and cleans up', async () => {
    const { client, rows } = shelf();
    const result = await runFirst(plan([stale], client), client);
    expect(result.assertions.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
      'write/1 pass',
      'write/2 pass',
      'write/3 pass',
    ]);
    expect(result.verdict).toBe('pass');
    expect(rows.size).toBe(0);
    expect(result.exchanges.map(({ role, request: { method } }) => `${role} ${method}`)).toEqual([
      'given POST',
      'given PATCH',
      'effect-before GET',
      'step PATCH',
      'effect-after GET',
      'cleanup DELETE',
    ]);
  });

  it('cleans nothing up where the target is thrown away', async () => {
    const { client, rows } = shelf();
    const target = plan([stale], client);
    const [planned] = planTarget(target).scenarios;
    if (!planned) throw new Error('nothing was planned');
    const result = await runScenario(planned, target, { client, seed: 's', raceRounds: 1, disposable: true });
    expect(result.verdict).toBe('pass');
    expect(rows.size).toBe(1);
  });

  it('fails the rule whose status is wrong and leaves what presupposes it open', async () => {
    const { client, rows } = shelf();
    const lenient = {
      ...client,
      send: (message: HttpRequest) =>
        client.send({ ...message, headers: message.headers.filter(([name]) => name !== 'If-Match') }),
    };
    const result = await runFirst(plan([stale], lenient), lenient);
    expect(result.assertions.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
      'write/1 fail',
      'write/2 inconclusive',
      'write/3 inconclusive',
    ]);
    expect(result.assertions[0]?.mismatches).toMatchObject([{ fact: 'status', expected: '412', actual: '204' }]);
    expect(result.verdict).toBe('fail');
    expect(rows.size).toBe(0);
  });

  it('fails the effect when a refused write happens all the same', async () => {
    const { client, rows } = shelf();
    const ghost = {
      ...client,
      send: async (message: HttpRequest) => {
        const outcome = await client.send(message);
        const row = rows.get(message.target.replace('/base', ''));
        if (outcome.kind === 'answer' && outcome.response.status === 412 && row) row.title = 'ghost';
        return outcome;
      },
    };
    const result = await runFirst(plan([stale], ghost), ghost);
    expect(result.assertions.map(({ verdict }) => verdict)).toEqual(['pass', 'fail', 'pass']);
    expect(result.assertions[1]?.mismatches).toMatchObject([
      {
        fact: expect.stringMatching(/^effect GET \/rows\/1 \/title$/),
        expected: 'unchanged: "moved"',
        actual: '"ghost"',
      },
    ]);
  });

  it('makes a later failure of another rule inconclusive, of the same rule a failure', async () => {
    const { client } = shelf();
    const two = scenario('two', {
      steps: [
        step('first', 'GET /none', { expect: [entry('T-1', { status: [200] })] }),
        step('second', 'GET /none', { expect: [entry('T-2', { status: [200] })] }),
        step('third', 'GET /none', { expect: [entry('T-1', { status: [200] })] }),
      ],
    });
    const result = await runFirst(plan([two], client), client);
    expect(result.assertions.map(({ verdict, reason }) => [verdict, reason])).toEqual([
      ['fail', undefined],
      ['inconclusive', 'after first failed (T-1)'],
      ['fail', undefined],
    ]);
  });

  it('is inconclusive when a given step does not come about, and names what was not reached', async () => {
    const client = fakeClient(() => answer(503));
    const result = await runFirst(plan([stale], client), client);
    expect(result.verdict).toBe('inconclusive');
    expect(result.reason).toMatch(/^create answered 503: the request was kept from the API$/);
    expect(result.assertions.map(({ verdict }) => verdict)).toEqual(['inconclusive', 'inconclusive', 'inconclusive']);
  });

  it('is in error when the transport fails, and still cleans up', async () => {
    const { client, rows } = shelf();
    let writes = 0;
    const broken = {
      ...client,
      send: async (message: HttpRequest) => {
        if (message.method === 'PATCH' && ++writes === 2) {
          return {
            kind: 'fault' as const,
            fault: { code: 'reset' as const, message: 'closed' },
            startedMs: 0,
            endedMs: 1,
          };
        }
        return client.send(message);
      },
    };
    const result = await runFirst(plan([stale], broken), broken);
    expect(result.verdict).toBe('error');
    expect(result.assertions.map(({ verdict }) => verdict)).toEqual(['error', 'error', 'error']);
    expect(rows.size).toBe(0);
  });

  it('sends credentials only to the origin of the target', async () => {
    const client = fakeClient(() => answer(200, {}, [['Location', 'http://elsewhere.test/x']]));
    const away = scenario('away', {
      steps: [
        step('look', 'GET /x', { expect: [entry('T-1', { status: [200] })] }),
        step('follow', 'GET $(look.location)', { expect: [entry('T-2', { status: [200] })] }),
      ],
    });
    const result = await runFirst(plan([away], client), client);
    expect(result.verdict).toBe('error');
    expect(result.reason).toContain("credentials go only to the target's origin");
    expect(client.seen.map(({ target }) => target)).toEqual(['/base/x']);
  });

  it('cleans up after an abort and starts no new step', async () => {
    const { client, rows } = shelf();
    const abort = new AbortController();
    const stopping = {
      ...client,
      send: async (message: HttpRequest) => {
        const outcome = await client.send(message);
        if (message.method === 'POST') abort.abort();
        return outcome;
      },
    };
    const result = await runFirst(plan([stale], stopping), stopping, { signal: abort.signal });
    expect(result.verdict).toBe('inconclusive');
    expect(result.reason).toBe('interrupted');
    expect(client.seen.map(({ method }) => method)).toEqual(['POST', 'DELETE']);
    expect(rows.size).toBe(0);
  });

  it('tells bad credentials from a refusal that is meant', async () => {
    const get = scenario('get', {
      steps: [step('read', 'GET /a', {}), step('write', 'DELETE /a', { expect: [entry('T-1', { status: [204] })] })],
    });
    const forbidding = fakeClient(({ method }) => answer(method === 'GET' ? 200 : 403, {}));
    expect((await runFirst(plan([get], forbidding), forbidding)).verdict).toBe('fail');
    let calls = 0;
    const expired = fakeClient(() => answer(calls++ === 0 ? 200 : 401, {}));
    const result = await runFirst(plan([get], expired), expired);
    expect(result.verdict).toBe('inconclusive');
    expect(result.assertions[0]?.reason).toContain('credentials of owner are refused');
  });

  it('judges every answer by the invariants that fit it', async () => {
    const { client } = shelf();
    const invariant = {
      ...selectingEntry(
        'T-3',
        { status: ['2xx'], method: ['GET', 'DELETE'] },
        { headers: [['etag', { kind: 'present' }]] },
      ),
      file: 'invariants.yaml',
    };
    const result = await runFirst(plan([stale], client, { suites: { invariants: [invariant] } }), client);
    expect(
      result.assertions.filter(({ id }) => id.includes('invariant')).map(({ id, verdict }) => `${id} ${verdict}`),
    ).toEqual(['write/invariant-1 pass']);
  });

  it('follows the alternative that held, and reports it', async () => {
    const { client } = shelf();
    const observed: string[] = [];
    const choice = scenario('choice', {
      steps: [
        step('try', 'GET /none', {
          expect: [
            entry(
              'T-1',
              {
                either: [
                  ['there', facts({ status: [200] })],
                  ['gone', facts({ status: [404] })],
                ],
              },
              { because: 'it may' },
            ),
          ],
        }),
        step('if-there', 'GET /none', { when: { try: ['there'] }, expect: [entry('T-2', { status: [200] })] }),
        step('if-gone', 'GET /none', { when: { try: ['gone'] }, expect: [entry('T-3', { status: [404] })] }),
      ],
    });
    const result = await runFirst(plan([choice], client), client, {
      observe: ({ text }: { text: string }) => observed.push(text),
    });
    expect(result.assertions.map(({ id }) => id)).toEqual(['try/1', 'if-gone/1']);
    expect(result.verdict).toBe('pass');
    expect(observed).toEqual(['try: gone (it may)']);
  });

  it('runs a race R times and fails two winners', async () => {
    const racing = (accepts: number) => {
      let accepted = 0;
      let title = '';
      return fakeClient((message) => {
        if (message.method === 'POST') {
          accepted = 0;
          return answer(201, {});
        }
        if (message.method === 'GET') return answer(200, { title });
        if (accepted++ >= accepts) return answer(412);
        title = (JSON.parse(decodeUtf8(message.body)) as { title: string }).title;
        return answer(204);
      });
    };
    const read = request('GET /rows/1');
    const writers = race(
      4,
      'PUT /rows/1',
      ['/title', 'w$(client.index)'],
      [
        raceEntry('T-1', { tally: { counts: [['204', equals(1)]], rest: [412] } }),
        raceEntry('T-2', { history: { model: 'compare-and-set', read, refused: [412], forbids: ['two-winners'] } }),
      ],
      { body: { kind: 'json', value: { title: 'w$(client.index)' }, edit: [] } },
    );
    const one = scenario('race', { given: [step('make', 'POST /rows')], steps: [writers] });
    const good = racing(1);
    const passed = await runFirst(plan([one], good), good);
    expect(passed.assertions.map(({ verdict, reason }) => [verdict, reason])).toEqual([
      ['pass', 'not refuted in 2 rounds of 4 (12 of 12 pairs overlapped)'],
      ['pass', 'not refuted in 2 rounds of 4 (12 of 12 pairs overlapped)'],
    ]);
    const bad = racing(2);
    // This seed releases the last two first.
    const failed = await runFirst(plan([one], bad), bad);
    expect(failed.assertions.map(({ verdict }) => verdict)).toEqual(['fail', 'fail']);
    expect(failed.assertions[1]?.mismatches[0]).toMatchObject({
      expected: 'no two winners',
      actual: 'writer[2] (204) and writer[3] (204) were both accepted on one version',
      timeline: [
        { name: 'writer[2]', startedMs: 0, text: '204, accepted' },
        { name: 'writer[3]', text: '204, accepted' },
        { name: 'final read', text: '200, shows writer[3]' },
      ],
    });
    expect(failed.assertions[0]?.mismatches[0]?.actual).toBe('2 × 204, 2 × 412');
  });

  it('names a missing feature, edition or identity and sends nothing', async () => {
    const client = fakeClient(() => answer(200));
    const skipped = async (more: Partial<Scenario>) =>
      runFirst(
        plan(
          [scenario('s', { steps: [step('a', 'GET /', { expect: [entry('T-1', { status: [200] })] })], ...more })],
          client,
        ),
        client,
      );
    expect((await skipped({ needs: ['wings'] })).reason).toContain('wings');
    expect((await skipped({ editions: ['v2'] })).reason).toContain('v2');
    expect((await skipped({ as: 'other' })).reason).toBe('identity not given: other');
    expect(client.seen).toEqual([]);
  });

  it('leaves no credential in its result', async () => {
    const client = fakeClient(({ headers }) =>
      answer(500, { echo: headerValue(headers, 'authorization') ?? '' }, [['Set-Cookie', 'sid=abcdef']]),
    );
    const echo = scenario('echo', {
      steps: [
        step('a', 'GET /?t=owner-secret-token', {
          expect: [entry('T-1', { status: [500], body: { kind: 'shape', places: [['/echo', equals('x')]] } })],
        }),
      ],
    });
    const result = await runFirst(plan([echo], client), client);
    expect(result.verdict).toBe('fail');
    expect(JSON.stringify(result)).not.toContain('secret-token');
    expect(JSON.stringify(result)).not.toContain('sid=abcdef');
    expect(result.exchanges[0]?.request.headers).toContainEqual(['Authorization', '<identity owner>']);
  });
});
