import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Client } from '../../../core/client.ts';
import { decodeUtf8, headerValue } from '../../../core/http.ts';
import type { ScenarioResult } from '../../../core/report.ts';
import type { Fixture, Scenario } from '../../../core/suite.ts';
import type { TargetControl } from '../../options.ts';
import { planTarget } from '../../plan/plan-target.ts';
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
  step,
} from '../../testing/sample-plan.ts';
import { createHttpClient } from '../http/create-http-client.ts';
import { runScenario } from '../run-scenario.ts';

async function play(
  one: Scenario,
  client: Client,
  more: Parameters<typeof plan>[2] = {},
  context = {},
): Promise<ScenarioResult> {
  const target = plan([one], client, more);
  const [first] = planTarget(target).scenarios;
  if (first === undefined) throw new Error('nothing planned');
  return runScenario(first, target, { client, seed: 's', raceRounds: 1, ...context });
}

describe('poll', () => {
  it('asks again until all facts hold', async () => {
    let n = 0;
    const client = fakeClient(() => answer(200, { n: ++n }));
    const result = await play(
      scenario('p', {
        steps: [
          step('p', 'GET /', {
            poll: { forMs: 2000, everyMs: 1 },
            expect: [
              entry('T-1', {
                status: [200],
                body: { kind: 'shape', places: [['/n', { kind: 'at-least', value: 4 }]] },
              }),
            ],
          }),
        ],
      }),
      client,
    );
    expect([result.verdict, n]).toEqual(['pass', 4]);
  });

  it('fails when the time is up, and does not wait for real where the clock can be moved', async () => {
    let movedMs = 0;
    const control: TargetControl = {
      provoke: async () => {},
      advanceClock: async (ms) => {
        movedMs += ms;
      },
    };
    const client = fakeClient(() => answer(404));
    const result = await play(
      scenario('p', {
        needs: ['clock'],
        steps: [
          step('p', 'GET /', {
            poll: { forMs: 3_600_000, everyMs: 600_000 },
            expect: [entry('T-1', { status: [200] })],
          }),
        ],
      }),
      client,
      {
        control,
        spec: { features: [{ id: 'clock', title: '', core: false, excludes: [] }] },
        declared: { clock: 'present' },
      },
    );
    expect([result.verdict, movedMs]).toEqual(['fail', 3_600_000]);
  });
});

describe('wait and control', () => {
  it('provoke what the target can be told to do, and wait the seconds it names', async () => {
    const calls: string[] = [];
    const control: TargetControl = {
      provoke: async (what) => void calls.push(what),
      advanceClock: async (ms) => void calls.push(`+${ms}`),
    };
    const client = fakeClient(() => answer(429, {}, [['Retry-After', '7']]));
    const result = await play(
      scenario('w', {
        needs: ['clock'],
        steps: [
          { kind: 'control', id: 'c', at: [1, 1], when: {}, control: 'throttle-next-write' },
          step('busy', 'PUT /', {
            capture: { pause: { from: 'header', name: 'Retry-After', secret: false } },
            expect: [entry('T-1', { status: [429] })],
          }),
          { kind: 'wait', id: 'w', at: [1, 1], when: {}, wait: '$(busy.pause)' },
        ],
      }),
      client,
      {
        control,
        spec: { features: [{ id: 'clock', title: '', core: false, excludes: [] }] },
        declared: { clock: 'present' },
      },
    );
    expect([result.verdict, calls]).toEqual(['pass', ['throttle-next-write', '+7000']]);
  });
});

describe('an answer of a throttle or a gateway', () => {
  const refusal = (status: (number | '4xx')[]): Scenario =>
    scenario('u', {
      steps: [
        step('write', 'PUT /', { expect: [entry('T-1', { status })] }),
        step('read', 'GET /', { expect: [entry('T-2', { status: [200] })] }),
      ],
    });

  it.each<[number, (number | '4xx')[]]>([
    [429, [204]],
    [429, ['4xx']],
    [503, [412]],
    [502, [500]],
    [504, [204]],
  ])('%i is no verdict on %j, nor is what comes after it', async (status, expected) => {
    const client = fakeClient(({ method }) => answer(method === 'PUT' ? status : 404));
    const result = await play(refusal(expected), client);
    expect(result.verdict).toBe('inconclusive');
    expect(result.reason).toBe(`write answered ${status}: the request was kept from the API`);
    expect(result.assertions.map(({ verdict }) => verdict)).toEqual(['inconclusive', 'inconclusive']);
  });

  it.each([429, 503])('is judged by an entry that names %i', async (status) => {
    const client = fakeClient(({ method }) => answer(method === 'PUT' ? status : 200));
    expect((await play(refusal([412, status]), client)).verdict).toBe('pass');
  });

  it.each([
    [[204, 412, 429], 'inconclusive'],
    [[204, 204, 412], 'fail'],
    [[204, 412, 412], 'pass'],
  ])('in a race of which the answers are %j is %s', async (statuses, verdict) => {
    let n = 0;
    const client = fakeClient(() => answer(statuses[n++] ?? 200));
    const tally = { counts: [['204', equals(1)] as const], rest: [412] };
    const writers = race(3, 'PUT /', ['/by', 'x'], [raceEntry('T-1', { tally })]);
    expect((await play(scenario('r', { steps: [writers] }), client)).verdict).toBe(verdict);
  });
});

describe('captures and fixtures', () => {
  const fixture: Fixture = {
    id: 'row',
    title: 'A row',
    file: 'suites/toy/fixtures.yaml',
    at: [1, 1],
    needs: [],
    let: { key: { kind: 'unique', type: 'text' } },
    with: { title: 'usual', extra: '$(bind.word)' },
    steps: [
      step('create', 'POST /rows', {
        request: {
          body: {
            kind: 'json',
            value: { key: '$(let.key)', title: '$(with.title)', extra: '$(with.extra)' },
            edit: [],
          },
        },
        cleanup: [request('DELETE $(create.location)')],
      }),
    ],
    gives: { url: '$(create.location)', key: '$(let.key)', 'deep.title': '$(with.title)', none: '$(create.version)' },
  };
  const shared = {
    suites: { fixtures: { row: fixture } },
    spec: { bindings: { word: { title: '', value: 'bound' } } },
  };

  it('keep two uses of a fixture apart, undo them last in first out, and give results by name', async () => {
    let made = 0;
    const bodies: string[] = [];
    const client = fakeClient(({ method, body }) => {
      if (method === 'POST') bodies.push(decodeUtf8(body));
      return method === 'POST' ? answer(201, {}, [['Location', `/base/rows/${++made}`]]) : answer(200, { ok: true });
    });
    const one = scenario('f', {
      given: [
        { kind: 'fixture', id: 'row', fixture: 'row', with: {}, at: [1, 1] },
        { kind: 'fixture', id: 'other', fixture: 'row', with: { title: 'special' }, at: [1, 1] },
      ],
      steps: [
        step('a', 'GET $(other.url)?t=$(other.deep.title)', { expect: [entry('T-1', { status: [200] })] }),
        step('b', 'GET $(row.none)', { expect: [entry('T-2', { status: [200] })] }),
        step('c', 'GET $(row.url)', { expect: [entry('T-3', { status: [200] })] }),
      ],
    });
    const result = await play(one, client, shared);
    const [first, second] = bodies.map((text) => JSON.parse(text) as Record<string, string>);
    expect([first?.['title'], first?.['extra'], second?.['title']]).toEqual(['usual', 'bound', 'special']);
    expect(first?.['key']).not.toBe(second?.['key']);
    expect(result.assertions.map(({ verdict, reason }) => [verdict, reason])).toEqual([
      ['pass', undefined],
      ['inconclusive', '$(create.version) has no value'],
      ['pass', undefined],
    ]);
    expect(client.seen.map(({ method, target }) => `${method} ${target}`).slice(2)).toEqual([
      'GET /base/rows/2?t=special',
      'GET /base/rows/1',
      'DELETE /base/rows/2',
      'DELETE /base/rows/1',
    ]);
  });

  it('tell what is left behind, and never change a verdict by it', async () => {
    const left: string[] = [];
    const client = fakeClient(({ method }) =>
      answer(method === 'DELETE' ? 500 : 201, {}, [['Location', '/base/rows/1']]),
    );
    const one = scenario('f', {
      given: [{ kind: 'fixture', id: 'row', fixture: 'row', with: {}, at: [1, 1] }],
      steps: [step('a', 'GET /', { expect: [entry('T-1', { status: [201] })] })],
    });
    const result = await play(one, client, shared, { leftover: (text: string) => left.push(text) });
    expect(result.verdict).toBe('pass');
    expect(left).toEqual(['toy/suite/f, step row.create: DELETE http://toy.test/base/rows/1 answered 500']);
  });

  it.each([
    [403, 403, 0],
    [201, 403, 1],
    [403, 500, 1],
  ])('leave nothing behind if making was refused (%i) and so is undoing (%i)', async (made, undone, leftovers) => {
    const left: string[] = [];
    const client = fakeClient(({ method }) => answer(method === 'DELETE' ? undone : made));
    const make = step('make', 'PUT /rows/1', {
      cleanup: [request('DELETE /rows/1')],
      expect: [entry('T-1', { status: [made] })],
    });
    await play(scenario('f', { steps: [make] }), client, shared, { leftover: (text: string) => left.push(text) });
    expect(left).toHaveLength(leftovers);
  });

  it('keep a captured secret out of everything, also where it was seen before', async () => {
    const client = fakeClient(({ headers }) =>
      answer(200, { token: 'raw-token-1234', echo: headerValue(headers, 'authorization') ?? null }),
    );
    const one = scenario('s', {
      steps: [
        step('exchange', 'POST /token', {
          capture: { token: { from: 'body', place: '/token', secret: true } },
          expect: [entry('T-1', { status: [200] })],
        }),
        step('use', 'GET /', {
          request: {
            as: 'nobody',
            headers: [
              ['X-Use', ['$(exchange.token)']],
              ['Authorization', ['Bearer $(exchange.token)']],
            ],
          },
          expect: [entry('T-2', { status: [200], body: { kind: 'shape', places: [['/echo', equals('x')]] } })],
        }),
      ],
    });
    const result = await play(one, client);
    expect(result.verdict).toBe('fail');
    expect(result.assertions[1]?.mismatches[0]?.actual).toBe('"Bearer <secret>"');
    expect(JSON.stringify(result)).not.toContain('raw-token');
  });
});

describe('a race over sockets', () => {
  it('finds a server that checks first and writes later, and passes one that does not', async () => {
    const read = request('GET /');
    const writers = race(
      6,
      'PUT /',
      ['/by', '$(client.index)'],
      [
        raceEntry('T-1', { tally: { counts: [['204', equals(1)]], rest: [412] } }),
        raceEntry('T-2', { history: { model: 'compare-and-set', read, refused: [412], forbids: ['two-winners'] } }),
      ],
      {
        ifMatch: { form: 'as-received', token: '$(read.version)' },
        body: { kind: 'json', value: { by: '$(client.index)' }, edit: [] },
      },
    );
    const one = scenario('r', {
      given: [step('read', 'GET /', { assume: facts({ status: [200] }) })],
      steps: [writers],
    });
    const verdicts = async (gapMs: number): Promise<string[]> => {
      let version = 1;
      let state = '{"by":null}';
      const server = createServer((message, response) => {
        const chunks: Buffer[] = [];
        message
          .on('data', (chunk: Buffer) => chunks.push(chunk))
          .on('end', () => {
            if (message.method === 'GET') return void response.writeHead(200, { ETag: `"${version}"` }).end(state);
            if (message.headers['if-match'] !== `"${version}"`) return void response.writeHead(412).end();
            const write = (): void => {
              version++;
              state = Buffer.concat(chunks).toString();
              response.writeHead(204).end();
            };
            return gapMs > 0 ? setTimeout(write, gapMs) : write();
          });
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const client = createHttpClient({
        baseUrl: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
        timeoutMs: 60_000,
      });
      const result = await play(one, client, {}, { raceRounds: 3 });
      await client.close();
      server.close();
      expect(result.races[0]?.overlap.overlapping).toBe(result.races[0]?.overlap.pairs);
      return result.assertions.map(({ verdict }) => verdict);
    };
    expect(await verdicts(0)).toEqual(['pass', 'pass']);
    expect(await verdicts(1)).toEqual(['fail', 'fail']);
  });
});
