import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createReferenceServer, loadCore, type ReferenceServer } from '../mock-server/index.ts';
import type { TargetCheck } from '../runner/check/look-at-target.ts';
import { putBetween } from './support/put-between.ts';
import { rowsOf } from './support/rows-of.ts';
import { runInside } from './support/run-inside.ts';
import type { Finished } from './support/run-node.ts';

/* A look at a target, with the built command line: it reads and never writes, and says what a run would do. */
const folder = mkdtempSync(join(tmpdir(), 'conformance-check-'));
const protocols = ['dab', 'dataverse', 'dialogporten', 'matrix42'];
const credentials: Record<string, readonly (readonly [string, string])[]> = {};
let server: ReferenceServer;

beforeAll(async () => {
  server = await createReferenceServer({ protocols });
  for (const protocol of protocols) {
    const { credentials: known } = await loadCore(protocol);
    credentials[protocol] = Object.entries(known).flatMap(([id, fields]) =>
      fields.map(([name, value]) => [id, `${name}: ${value}`] as const),
    );
  }
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const cli = (...args: readonly string[]): Promise<Finished> => runInside(args, { cwd: folder });
const at = (protocol: string, origin: string): readonly string[] => [
  ...['--target', `${origin}/${protocol}`, '--protocol', protocol],
  ...(credentials[protocol] ?? []).flatMap(([id, line]) => ['--identity', `${id}=${line}`]),
];

async function look(...args: readonly string[]): Promise<TargetCheck> {
  const { code, stdout, stderr } = await cli('check', ...args, '--json');
  expect([code, stderr]).toEqual([0, '']);
  return (JSON.parse(stdout) as { readonly targets: readonly [TargetCheck] }).targets[0];
}

// Whole where a run is short, and some suites of another; what is foreseen is the same sum for all.
const compared: Readonly<Record<string, readonly string[]>> = {
  dataverse: ['--suite', 'update', 'conditional', 'races'],
  matrix42: [],
};

test.each(protocols)(
  '%s: reads alone, and foresees what a run sends',
  async (protocol) => {
    const seen: string[] = [];
    const { url, close } = await putBetween(server.url, ({ method }) => void seen.push(method ?? ''));
    const before = await rowsOf(server.url, protocol);
    const check = await look(...at(protocol, url), ...(compared[protocol] ?? []));
    expect(new Set(seen)).toEqual(new Set(['GET']));
    expect(await rowsOf(server.url, protocol)).toEqual(before);
    expect(check.unreachable).toBeUndefined();
    expect(check.writes.length).toBeGreaterThan(0);
    expect(check.triggers).toMatch(/\.$/);
    const selection = compared[protocol];
    if (selection === undefined) return close();
    const run = await cli('run', ...at(protocol, url), '--quiet', ...selection);
    await close();
    const scenarios = /(\d+) scenarios, (\d+) requests/.exec(run.stdout)?.slice(1).map(Number) ?? [];
    expect(check.scenarios.runs + check.scenarios.skips.reduce((all, skip) => all + skip.scenarios, 0)).toBe(
      scenarios[0],
    );
    expect(check.requests.sent / (scenarios[1] ?? 0)).toBeGreaterThan(0.8);
    expect(check.requests.sent / (scenarios[1] ?? 0)).toBeLessThan(1.25);
  },
  120_000,
);

test('credentials that are refused, and a target that is not there, end in 3', async () => {
  const [, ...others] = at('matrix42', server.url).slice(2);
  const bad = await cli(
    'check',
    '--target',
    `${server.url}/matrix42`,
    ...['--protocol', ...others.slice(0, 1)],
    '--identity',
    'caller=Authorization: Bearer wrong',
  );
  expect([bad.code, bad.stdout]).toEqual([3, expect.stringMatching(/caller: refused|credentials/)]);
  expect(`${bad.stdout}${bad.stderr}`).not.toContain('Bearer wrong');
  const away = await cli('check', '--target', 'http://127.0.0.1:1', '--protocol', 'dab');
  expect([away.code, away.stdout]).toEqual([3, expect.stringContaining('connection refused')]);
});

test('a target that is marked as production is looked at, and run only when that is asked for', async () => {
  const file = join(folder, 'target.yaml');
  const [, line = ''] = credentials['matrix42']?.find(([id]) => id === 'caller') ?? [];
  writeFileSync(
    file,
    `protocol: matrix42\nurl: ${server.url}/matrix42\nproduction: true\nidentities:\n  caller: { "${line.slice(0, line.indexOf(':'))}": env:CALLER }\n`,
  );
  const env = { ...process.env, CALLER: line.slice(line.indexOf(':') + 2) };
  const before = await rowsOf(server.url, 'matrix42');
  const refused = await runInside(['run', '--config', file, '--suite', 'lifecycle'], { cwd: folder, env });
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('as production: nothing was sent')]);
  expect(await rowsOf(server.url, 'matrix42')).toEqual(before);
  expect((await runInside(['check', '--config', file], { cwd: folder, env })).code).toBe(0);
  expect((await runInside(['run', '--config', file, '--suite', 'headers', '--yes'], { cwd: folder, env })).code).toBe(
    0,
  );
});

test('--quick tries each law with one form, and is partial', async () => {
  const whole = await look(...at('matrix42', server.url));
  const quick = await look(...at('matrix42', server.url), '--quick');
  expect(quick.scenarios.runs).toBeLessThan(whole.scenarios.runs);
  const { code, stdout } = await cli('run', ...at('matrix42', server.url), '--quick', '-q');
  expect([code, stdout]).toEqual([0, expect.stringContaining('Verdict: partial')]);
});
