import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, describe, expect, it } from 'vitest';
import type { Client } from '../core/client.ts';
import type { Feature } from '../core/protocol-spec.ts';
import type { Report } from '../core/report.ts';
import { createHttpClient } from './execute/http/create-http-client.ts';
import type { RunOptions, TargetPlan } from './options.ts';
import { run } from './run.ts';
import { answer, entry, facts, fakeClient, plan, request, rule, scenario, step } from './testing/sample-plan.ts';

const validate = new Ajv2020({
  strict: true,
  allowUnionTypes: true,
  strictRequired: false,
  strictTypes: false,
}).compile(JSON.parse(readFileSync(new URL('../spec/schema/report.schema.json', import.meta.url), 'utf8')) as object);

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections?.();
    server.close();
  }
});

async function serve(handle: RequestListener): Promise<string> {
  const server = createServer(handle);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

async function judge(targets: readonly TargetPlan[], more: Partial<RunOptions> = {}): Promise<Report> {
  const report = await run({
    targets,
    tool: { name: 't', version: '0' },
    jobs: 4,
    seed: '',
    reporters: [],
    strict: false,
    provisional: false,
    raceRounds: 1,
    ...more,
  });
  expect(validate(JSON.parse(JSON.stringify(report))), JSON.stringify(validate.errors)).toBe(true);
  return report;
}

const ok = scenario('ok', { steps: [step('get', 'GET /x', { expect: [entry('T-1', { status: [200] })] })] });
const bad = scenario('bad', { steps: [step('get', 'GET /x', { expect: [entry('T-2', { status: [404] })] })] });
const fine = fakeClient(() => answer(200, {}));
const over = (url: string, scenarios = [ok], more: Parameters<typeof plan>[2] = {}): TargetPlan => {
  const client = createHttpClient({ baseUrl: url, timeoutMs: 500 });
  return plan(scenarios, client, more);
};

describe('run', () => {
  it('is conforming when everything passed, nonconforming when a MUST fails', async () => {
    const good = await judge([plan([ok], fine)]);
    expect([good.verdict, good.exitCode]).toEqual(['conforming', 0]);
    const wrong = await judge([plan([ok, bad], fine)]);
    expect([wrong.verdict, wrong.exitCode]).toEqual(['nonconforming', 1]);
    expect(wrong.targets[0]?.rules.map(({ rule: id, verdict }) => `${id} ${verdict}`)).toEqual([
      'T-1 pass',
      'T-2 fail',
      'T-3 untested',
    ]);
  });

  it('leaves a scenario that is to be alone to the end, and nothing comes between its requests', async () => {
    const asked: string[] = [];
    const client = fakeClient(({ target }) => {
      asked.push(target);
      return answer(200, {});
    });
    const twice = (id: string, alone?: true) =>
      scenario(id, {
        ...(alone ? { alone } : {}),
        steps: ['1', '2'].map((name) =>
          step(`get-${name}`, `GET /${id}`, { expect: [entry('T-1', { status: [200] })] }),
        ),
      });
    await judge([plan([twice('a', true), twice('b'), twice('c', true), twice('d')], client)], { jobs: 8 });
    const paths = asked.map((target) => target.replace('/base/', '')).filter((path) => path !== '');
    expect(paths.slice(0, 4).sort()).toEqual(['b', 'b', 'd', 'd']);
    expect(paths.slice(4)).toEqual(['a', 'a', 'c', 'c']);
  });

  it('is partial when a filter leaves something out, and refuses a filter that matches nothing', async () => {
    const selection = { rules: ['T-1'], suites: [], scenarios: [], onlyNamedEdition: false };
    const report = await judge([plan([ok, bad], fine, { selection })]);
    expect([report.verdict, report.exitCode]).toEqual(['partial', 0]);
    await expect(judge([plan([ok], fine, { selection: { ...selection, rules: ['T-9'] } })])).rejects.toThrow(
      'no rule is called "T-9"',
    );
    await expect(
      judge([plan([ok], fine, { selection: { ...selection, rules: [], scenarios: ['okk'] } })]),
    ).rejects.toMatchObject({ hint: 'did you mean "ok"?' });
    await expect(judge([plan([ok, bad], fine, { selection: { ...selection, scenarios: ['bad'] } })])).rejects.toThrow(
      'no scenario matches',
    );
  });

  it('knows rules by ids that they had', async () => {
    const selection = { rules: ['OLD-2'], suites: [], scenarios: [], onlyNamedEdition: false };
    const rules = [rule('T-1'), rule('T-2', { formerly: ['OLD-2'] })];
    const report = await judge([plan([ok, bad], fine, { selection, spec: { rules } })]);
    expect(report.targets[0]?.selection['rules']).toEqual(['T-2']);
    expect(report.targets[0]?.scenarios.map(({ id }) => id)).toEqual(['toy/suite/bad']);
  });

  it('drops a protocol of which nothing is selected', async () => {
    const selection = { rules: ['X-1'], suites: [], scenarios: [], onlyNamedEdition: false };
    const other = scenario('x', { steps: [step('get', 'GET /x', { expect: [entry('X-1', { status: [200] })] })] });
    const report = await judge([
      plan([ok], fine, { selection }),
      plan([other], fine, { selection, spec: { id: 'other', rules: [rule('X-1')] } }),
    ]);
    expect(report.targets.map(({ protocol }) => protocol)).toEqual(['other']);
    expect(report.exitCode).toBe(0);
  });

  it('gives each run values of its own', async () => {
    const seeds = await Promise.all([judge([plan([ok], fine)]), judge([plan([ok], fine)])]);
    expect(seeds[0]?.seed).not.toBe(seeds[1]?.seed);
    expect((await judge([plan([ok], fine)], { seed: 'fixed' })).seed).toBe('fixed');
  });

  it('says in one sentence why a target cannot be judged', async () => {
    const closed = createTcpServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as { port: number };
    await new Promise((resolve) => closed.close(resolve));
    const refused = await judge([over(`http://127.0.0.1:${port}/base`)]);
    expect(refused.targets[0]?.unreachable).toBe(
      `http://127.0.0.1:${port}/base cannot be judged (connection refused): the connection was refused: nothing listens there.`,
    );
    expect([refused.verdict, refused.exitCode]).toEqual(['undetermined', 3]);
    const mail = createTcpServer((socket) => socket.on('error', () => undefined).end('220 mail ready\r\n'));
    await new Promise<void>((resolve) => mail.listen(0, '127.0.0.1', resolve));
    const notHttp = await judge([over(`http://127.0.0.1:${(mail.address() as { port: number }).port}`)]);
    mail.close();
    expect(notHttp.targets[0]?.unreachable).toMatch(/not HTTP|connection reset/);
  });

  it('recognises another protocol by its core features', async () => {
    const feature: Feature = {
      id: 'core-read',
      title: 'Reading',
      core: true,
      excludes: [],
      probe: {
        steps: [{ request: request('GET /rows'), cleanup: [] }],
        present: facts({ status: [200] }),
        absent: facts({ status: [404] }),
        file: 'features.yaml',
        at: [1, 1],
      },
    };
    const foreign = await judge([
      plan(
        [ok],
        fakeClient(() => answer(404)),
        { spec: { features: [feature] } },
      ),
    ]);
    expect(foreign.targets[0]?.unreachable).toContain('(wrong protocol): what answers is not Toy');
    expect(foreign.exitCode).toBe(3);
    const declared = await judge([
      plan(
        [ok],
        fakeClient(() => answer(404)),
        { spec: { features: [feature] }, declared: { 'core-read': 'present' } },
      ),
    ]);
    expect(declared.targets[0]?.scenarios.map(({ verdict }) => verdict)).toEqual(['fail']);
    const locked = await judge([
      plan(
        [ok],
        fakeClient(() => answer(401)),
        { spec: { features: [feature] } },
      ),
    ]);
    expect(locked.targets[0]?.unreachable).toContain(
      '(credentials): every probe was answered 401 to the identity "owner".',
    );
    const identities = [{ id: 'owner', title: 'Owner' }];
    const forgotten = await judge([
      plan(
        [ok],
        fakeClient(() => answer(401)),
        { spec: { features: [feature], identities }, identities: {} },
      ),
    ]);
    expect(forgotten.targets[0]?.unreachable).toContain(
      'every probe was answered 401, and no credentials were given for the identity "owner".',
    );
  });

  it('judges what a probe shows although it was declared absent', async () => {
    const feature: Feature = {
      id: 'extra',
      title: 'Extra',
      core: false,
      excludes: [],
      probe: {
        steps: [{ request: request('GET /extra'), cleanup: [] }],
        present: facts({ status: [200] }),
        absent: facts({ status: [404] }),
        file: 'features.yaml',
        at: [1, 1],
      },
    };
    const needing = { ...bad, needs: ['extra'] };
    const report = await judge([
      plan([needing], fine, { spec: { features: [feature] }, declared: { extra: 'absent' } }),
    ]);
    expect(report.targets[0]?.features).toMatchObject([
      {
        declared: 'absent',
        probed: 'present',
        state: 'present',
        evidence: expect.stringContaining('declared absent, but the probe says present'),
      },
    ]);
    expect(report.exitCode).toBe(1);
    const unclear = await judge([
      plan(
        [needing],
        fakeClient(() => answer(500)),
        { spec: { features: [feature] } },
      ),
    ]);
    expect(unclear.targets[0]?.scenarios[0]?.verdict).toBe('inconclusive');
    expect(unclear.exitCode).toBe(3);
  });

  it('goes on when a reporter throws, and ends in exit 3', async () => {
    const seen: string[] = [];
    const report = await judge([plan([ok], fine)], {
      reporters: [
        {
          onScenarioEnd: () => {
            throw new Error('pen broke');
          },
        },
        {
          onRunStart: () => void seen.push('start'),
          onTargetStart: () => void seen.push('target'),
          onScenarioEnd: ({ id }) => void seen.push(id),
          onTargetEnd: () => void seen.push('end'),
          onRunEnd: () => void seen.push('done'),
        },
      ],
    });
    expect(seen).toEqual(['start', 'target', 'toy/suite/ok', 'end', 'done']);
    expect(report.problems).toEqual(['reporter 1 failed: pen broke']);
    expect(report.exitCode).toBe(3);
  });

  it('stops at an abort, cleans up, and gives a partial report with exit 130', async () => {
    const abort = new AbortController();
    const rows = new Set<string>();
    const client = fakeClient(({ method, target }) => {
      if (method === 'POST') {
        rows.add(target);
        abort.abort();
        return answer(201, {});
      }
      if (method === 'DELETE') rows.delete(target);
      return answer(200, {});
    });
    const making = (id: string) =>
      scenario(id, { given: [step('make', `POST /${id}`, { cleanup: [request(`DELETE /${id}`)] })], steps: ok.steps });
    const report = await judge([plan([making('a'), making('b')], client)], { signal: abort.signal, jobs: 1 });
    expect([report.interrupted, report.exitCode]).toEqual([true, 130]);
    expect(report.targets[0]?.scenarios.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
      'toy/suite/a inconclusive',
    ]);
    expect(rows.size).toBe(0);
  });

  it('lets many scenarios wait side by side without a warning', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error): void => void warnings.push(warning);
    process.on('warning', note);
    const wait = { kind: 'wait', id: 'wait', at: [1, 1], wait: 20, when: {} } as const;
    const waiting = Array.from({ length: 20 }, (_, i) => scenario(`wait-${i}`, { steps: [wait, ...ok.steps] }));
    const report = await judge([plan(waiting, fine)], { signal: new AbortController().signal, jobs: 20 });
    await new Promise((resolve) => setTimeout(resolve, 0));
    process.off('warning', note);
    expect(report.exitCode).toBe(0);
    expect(warnings).toEqual([]);
  });

  it('keeps no body of what has passed', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const bodies: WeakRef<Uint8Array>[] = [];
    const instant = fakeClient(() => {
      const response = answer(200, { text: 'x'.repeat(1000) });
      bodies.push(new WeakRef(response.body));
      return response;
    });
    // What a weak reference was made of in this turn of the event loop is not collected in it.
    const client: Client = {
      ...instant,
      send: (request) => new Promise((resolve) => setImmediate(() => resolve(instant.send(request)))),
    };
    const many = Array.from({ length: 40 }, (_, i) => scenario(`many-${i}`, { steps: ok.steps }));
    let alive = many.length;
    const count = ({ id }: { readonly id: string }): void => {
      if (!id.endsWith('many-39')) return;
      collect();
      alive = bodies.filter((body) => body.deref() !== undefined).length;
    };
    await judge([plan(many, client)], { jobs: 1, reporters: [{ onScenarioEnd: count }] });
    expect(bodies.length).toBeGreaterThanOrEqual(many.length);
    // Those of the last ones, whose results were just made.
    expect(alive).toBeLessThan(10);
  });

  it('reports the same over sockets, with failed bodies kept and passed ones left out', async () => {
    const url = await serve((_, response) =>
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"n":12345678901234567890}'),
    );
    const report = await judge([over(`${url}/prefix`, [ok, bad])]);
    const [passed, failed] = report.targets[0]?.scenarios ?? [];
    expect(passed?.exchanges[0]?.response).toMatchObject({ bodyBytes: 26 });
    expect(passed?.exchanges[0]?.response?.body).toBeUndefined();
    expect(failed?.exchanges[0]?.response?.body).toBe('{"n":12345678901234567890}');
    expect(failed?.exchanges[0]?.request.url).toBe(`${url}/prefix/x`);
  });

  it('ends quickly in a clear verdict on bodies that are no JSON, too deep, or endless', async () => {
    const wants = scenario('json', {
      steps: [
        step('get', 'GET /x', {
          expect: [entry('T-1', { status: [200], body: { kind: 'shape', places: [['/a', { kind: 'present' }]] } })],
        }),
      ],
    });
    const judgeBody = async (handle: RequestListener): Promise<string> => {
      const report = await judge([over(await serve(handle), [wants])]);
      const [result] = report.targets[0]?.scenarios ?? [];
      return `${result?.verdict}: ${result?.assertions[0]?.mismatches[0]?.actual ?? result?.reason}`;
    };
    expect(await judgeBody((_, response) => response.end('{"a":'))).toBe(
      'fail: 5 bytes that are not JSON: unexpected end at offset 5',
    );
    expect(await judgeBody((_, response) => response.end('['.repeat(100_000) + ']'.repeat(100_000)))).toContain(
      'nested deeper than 512',
    );
    expect(
      await judgeBody((message, response) => {
        if (message.url === '/') return void response.end();
        response.write('{"a":1');
        const timer = setInterval(() => response.write(' '), 10);
        response.on('close', () => clearInterval(timer));
      }),
    ).toBe('error: GET /x: no complete answer within 0.5 s');
  });
});
