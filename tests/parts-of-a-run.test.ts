import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../core/report.ts';
import { createReferenceServer, loadCore, type ReferenceServer } from '../mock-server/index.ts';
import { type Between, putBetween } from './support/put-between.ts';
import { rowsOf } from './support/rows-of.ts';
import { runInside } from './support/run-inside.ts';
import type { Finished } from './support/run-node.ts';

/* A run in parts, several times, cut short or without its clean-up, with the built command line. */
const folder = mkdtempSync(join(tmpdir(), 'conformance-parts-'));
const closing: (() => Promise<void>)[] = [];
let server: ReferenceServer;
let credentials: readonly string[];

beforeAll(async () => {
  server = await createReferenceServer({ protocols: ['matrix42'] });
  const { credentials: known } = await loadCore('matrix42');
  credentials = Object.entries(known).flatMap(([id, fields]) =>
    fields.flatMap(([name, value]) => ['--identity', `${id}=${name}: ${value}`]),
  );
});
afterAll(async () => {
  await Promise.all(closing.map((close) => close()));
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const run = (...args: readonly string[]): Promise<Finished> => runInside(args, { cwd: folder });
const judge = (origin: string, ...args: readonly string[]): Promise<Finished> =>
  run(
    'run',
    '--target',
    `${origin}/matrix42`,
    '--protocol',
    'matrix42',
    '--edition',
    'current',
    ...credentials,
    ...args,
  );
const read = (file: string): Report => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Report;

async function broken(between: Between): Promise<string> {
  const { url, close } = await putBetween(server.url, between);
  closing.push(close);
  return url;
}

const nothingDeleted: Between = (request) => (request.method === 'DELETE' ? { status: 500, body: '' } : undefined);

describe('--shard and merge', () => {
  const parts = ['1', '2', '3'].map((part) => `part-${part}.json`);
  beforeAll(async () => {
    for (const [index, file] of parts.entries()) {
      const { code } = await judge(server.url, '--shard', `${index + 1}/3`, '--reporter', `json=${file}`);
      expect(code).toBe(0);
    }
    expect((await judge(server.url, '--reporter', 'json=whole.json')).code).toBe(0);
  });

  test('the parts together are the whole, and each is partial', async () => {
    expect(parts.map((file) => read(file).verdict)).toEqual(['partial', 'partial', 'partial']);
    const merged = await run('merge', ...parts, '--reporter', 'json=merged.json');
    expect(merged.code).toBe(0);
    const [whole, all] = [read('whole.json'), read('merged.json')];
    expect(all.verdict).toBe(whole.verdict);
    const ids = ({ targets }: Report) => targets.flatMap(({ scenarios }) => scenarios.map(({ id }) => id)).toSorted();
    expect(ids(all)).toEqual(ids(whole));
    const compared = await run('compare', 'whole.json', 'merged.json');
    expect([compared.code, compared.stdout]).toEqual([0, expect.stringContaining('Every rule is the same.')]);
  });

  test('the parts cost about the same', () => {
    const sent = parts.map((file) => read(file).targets[0]?.requests?.sent ?? 0);
    expect(Math.max(...sent)).toBeLessThan(1.5 * Math.min(...sent));
  });

  test('parts are balanced by how long scenarios took, and do not go together with those of another split', async () => {
    const by = ['--suite', 'update', 'lists', '--durations', 'whole.json'];
    for (const part of [1, 2])
      expect((await judge(server.url, ...by, '--shard', `${part}/2`, '--reporter', `json=by-${part}.json`)).code).toBe(
        0,
      );
    const took = new Map(
      read('whole.json').targets.flatMap(({ scenarios }) => scenarios.map((one) => [one.id, one.durationMs] as const)),
    );
    const times = ['by-1.json', 'by-2.json'].map((file) =>
      read(file).targets.flatMap(({ scenarios }) => scenarios.map(({ id }) => took.get(id) ?? 0)),
    );
    const [one = 0, other = 0] = times.map((all) => all.reduce((sum, ms) => sum + ms, 0));
    expect(Math.abs(one - other)).toBeLessThanOrEqual(Math.max(...times.flat()) + 1);
    expect((await run('merge', 'by-1.json', 'by-2.json')).code).toBe(0);
    await judge(server.url, '--suite', 'update', 'lists', '--shard', '2/2', '--reporter', 'json=plain-2.json');
    expect(await run('merge', 'by-1.json', 'plain-2.json')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('divided otherwise'),
    });
    expect(await judge(server.url, '--durations', 'whole.json')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--durations needs --shard'),
    });
  });

  test('a part that is missing leaves the rest partial, and one that comes twice is refused', async () => {
    expect(await run('merge', 'part-1.json', 'part-3.json', '-q')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Verdict: partial'),
    });
    expect(await run('merge', 'part-1.json', 'part-1.json')).toMatchObject({ code: 2 });
    expect(await run('merge', 'whole.json')).toMatchObject({ code: 2, stderr: expect.stringContaining('run --shard') });
    expect(await run('merge', 'part-1.json', 'nothing.json')).toMatchObject({ code: 2 });
  });

  test('a failure in one of the parts fails the whole, and is a regression', async () => {
    const url = await broken(nothingDeleted);
    const codes: (number | null)[] = [];
    for (const [index, file] of parts.entries())
      codes.push((await judge(url, '--shard', `${index + 1}/3`, '--reporter', `json=bad-${file}`)).code);
    expect(codes).toContain(1);
    const bad = parts.map((file) => `bad-${file}`);
    expect((await run('merge', ...bad, '--reporter', 'json=bad.json')).code).toBe(1);
    const compared = await run('compare', 'whole.json', 'bad.json', '--json');
    expect(compared.code).toBe(1);
    const { differences } = JSON.parse(compared.stdout) as { differences: { rule: string; change: string }[] };
    expect(differences).toContainEqual(expect.objectContaining({ rule: 'M42-DEL-001', change: 'regression' }));
    expect((await run('compare', 'bad.json', 'whole.json')).code).toBe(0);
  });

  test('a part that there cannot be is refused', async () => {
    expect(await judge(server.url, '--shard', '4/3')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('4/3'),
    });
  });
});

test('--fail-fast begins nothing more after a failure that decides', async () => {
  const url = await broken(nothingDeleted);
  const { code } = await judge(url, '--fail-fast', '--jobs', '1', '--reporter', 'json=fast.json');
  expect(code).toBe(1);
  const fast = read('fast.json');
  expect(fast.stopped).toBe(true);
  expect(fast.targets[0]?.scenarios.length).toBeLessThan((read('whole.json').targets[0]?.scenarios.length ?? 0) / 2);
  expect(await judge(server.url, '--fail-fast', '--reporter', 'json=sound.json')).toMatchObject({ code: 0 });
  expect(read('sound.json').stopped).toBeUndefined();
});

test('--repeat runs each scenario as often, and tells how often it failed', async () => {
  let deletions = 0;
  const url = await broken((request) => {
    if (request.method !== 'DELETE') return undefined;
    return ++deletions % 5 === 0 ? { status: 500, body: '' } : undefined;
  });
  const one = ['--scenario', 'matrix42/lifecycle/deleted-for-good', '--jobs', '1'];
  const { code, stdout } = await judge(url, ...one, '--repeat', '6', '--reporter', 'json=often.json');
  expect(code).toBe(1);
  const rounds = read('often.json').targets[0]?.scenarios.flatMap((scenario) => scenario.rounds ?? []) ?? [];
  for (const { run: times, failed } of rounds) {
    expect(times).toBe(6);
    expect(failed).toBeGreaterThan(0);
    expect(failed).toBeLessThan(6);
    expect(stdout).toContain(`failed in ${failed} of 6`);
  }
  expect(rounds.length).toBeGreaterThan(0);
});

test('--quiet prints what failed and the verdict, and next to nothing when all is well', async () => {
  const well = await judge(server.url, '-q', '--suite', 'headers');
  expect(well.stdout.trim().split('\n').length).toBeLessThan(5);
  const bad = await judge(await broken(nothingDeleted), '-q', '--suite', 'lifecycle');
  expect(bad.stdout).toContain('FAIL M42-DEL-001');
  expect(bad.stdout).not.toContain('✓');
});

test('--keep leaves what was made and says how it goes, and cleanup removes it', async () => {
  const before = (await rowsOf(server.url, 'matrix42')).size;
  const journal = join(folder, 'kept.jsonl');
  const kept = await judge(server.url, '--keep', '--suite', 'lifecycle', '--journal', journal);
  expect(kept.stderr).toContain(`conformance cleanup --journal ${journal}`);
  expect((await rowsOf(server.url, 'matrix42')).size).toBeGreaterThan(before);
  expect((await run('cleanup', '--journal', journal, ...credentials)).code).toBe(0);
  expect((await rowsOf(server.url, 'matrix42')).size).toBe(before);
  expect(await run('run', '--keep')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--keep needs --target'),
  });
});

test('a report of another kind is refused with its place', async () => {
  writeFileSync(join(folder, 'odd.json'), '{"schemaVersion": 1}');
  expect(await run('compare', 'odd.json', 'odd.json')).toMatchObject({ code: 2 });
  expect(await run('compare', 'whole.json')).toMatchObject({ code: 2, stderr: expect.stringContaining('two reports') });
});
