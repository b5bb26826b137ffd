import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../core/report.ts';
import { createReferenceServer } from '../mock-server/index.ts';
import { listProtocols } from '../runner/load/list-protocols.ts';
import { runCli } from './support/run-node.ts';

const protocols = await listProtocols();
let server: Awaited<ReturnType<typeof createReferenceServer>>;

beforeAll(async () => {
  server = await createReferenceServer({});
});
afterAll(() => server.stop());

/** Judges the served protocol as a stranger would, and gives the report. */
async function judge(protocol: string): Promise<Report> {
  const { stdout, stderr, code } = await runCli([
    'run',
    '--target',
    `${server.url}/${protocol}`,
    '--protocol',
    protocol,
    '--reporter',
    'json',
    ...(await credentials(protocol)),
  ]);
  if (stdout === '') throw new Error(`exit ${code}: ${stderr}`);
  return JSON.parse(stdout) as Report;
}

async function credentials(protocol: string): Promise<string[]> {
  const { loadCore } = await import('../mock-server/index.ts');
  const core = await loadCore(protocol);
  return Object.entries(core.credentials).flatMap(([id, fields]) =>
    fields.flatMap(([name, value]) => ['--identity', `${id}=${name}: ${value}`]),
  );
}

describe.each(protocols)('%s served over sockets and judged as a foreign target', (protocol) => {
  test('conforms in two runs at the same time on one server, which leave nothing behind', async () => {
    const before = await rowCounts(protocol);
    const reports = await Promise.all([judge(protocol), judge(protocol)]);
    const targets = reports.flatMap((report) => report.targets);
    const failed = targets.flatMap(({ rules }) =>
      rules.filter(({ verdict }) => verdict === 'fail' || verdict === 'error'),
    );
    expect(failed).toEqual([]);
    expect(reports.map(({ verdict, exitCode }) => [verdict, exitCode])).toEqual([
      ['conforming', 0],
      ['conforming', 0],
    ]);
    expect(targets.flatMap(({ leftovers }) => leftovers)).toEqual([]);
    expect(await rowCounts(protocol)).toEqual(before);
  });
});

/** How many rows each table of the shared store has. */
async function rowCounts(protocol: string): Promise<Record<string, number>> {
  const answer = await fetch(`${server.url}/_conformance/state?protocol=${protocol}`);
  expect(answer.status).toBe(200);
  const { services } = (await answer.json()) as { services: { state: { tables: Record<string, unknown[]> } }[] };
  expect(services.length).toBeGreaterThan(0);
  const tables = services.flatMap(({ state }, at) =>
    Object.entries(state.tables).map(([name, rows]) => [`${at} ${name}`, rows.length] as const),
  );
  return Object.fromEntries(tables);
}
