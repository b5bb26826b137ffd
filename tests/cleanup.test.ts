import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createReferenceServer, loadCore, type ReferenceServer } from '../mock-server/index.ts';
import { putBetween } from './support/put-between.ts';
import { rowsOf } from './support/rows-of.ts';
import { cliPath, runCli } from './support/run-node.ts';
import { startChild } from './support/start-child.ts';

/*
 * What is left of a run that is killed is named in its journal, and removed by `cleanup`: by the built command line.
 */

const folder = mkdtempSync(join(tmpdir(), 'conformance-cleanup-'));
const journals = join(folder, 'journals');
const env = { CONFORMANCE_JOURNALS: journals };
const protocols = ['dab', 'matrix42', 'dataverse', 'dialogporten'];
let server: ReferenceServer;
const identities: Record<string, readonly string[]> = {};

beforeAll(async () => {
  server = await createReferenceServer({ protocols });
  for (const protocol of protocols) {
    const { credentials } = await loadCore(protocol);
    identities[protocol] = Object.entries(credentials).flatMap(([id, fields]) =>
      fields.flatMap(([name, value]) => ['--identity', `${id}=${name}: ${value}`]),
    );
  }
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  rmSync(journals, { recursive: true, force: true });
  await fetch(`${server.url}/_conformance/reset`, { method: 'POST' });
});

const journalFiles = (): readonly string[] => (existsSync(journals) ? readdirSync(journals) : []);

const journalText = (): string =>
  journalFiles()
    .map((name) => readFileSync(join(journals, name), 'utf8'))
    .join('');

/** Starts a run, and kills it in the middle. */
async function killedRun(protocol: string, signal: NodeJS.Signals): Promise<ReadonlySet<string>> {
  const before = await rowsOf(server.url, protocol);
  const target = ['--target', `${server.url}/${protocol}`, '--protocol', protocol, ...(identities[protocol] ?? [])];
  const child = startChild(process.execPath, [cliPath, 'run', ...target], {
    cwd: folder,
    env: { ...process.env, ...env, CONFORMANCE_CACHE: 'off' },
    stdio: 'ignore',
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  // Late enough that answers have told what some of them are called.
  const isLate = async () =>
    (journalText().match(/"undo"/g)?.length ?? 0) > 20 && (await rowsOf(server.url, protocol)).size > before.size + 2;
  while (!(await isLate()) && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill(signal);
  expect(await ended).toBe(signal === 'SIGKILL' ? null : 130);
  return before;
}

/** What is there that was not. */
async function left(protocol: string, before: ReadonlySet<string>): Promise<readonly string[]> {
  return [...(await rowsOf(server.url, protocol))].filter((row) => !before.has(row));
}

describe.skipIf(process.platform === 'win32')('a run that is killed', () => {
  test.each(protocols)('%s: leaves rows that its journal names, and cleanup removes them', async (protocol) => {
    const before = await killedRun(protocol, 'SIGKILL');
    expect((await left(protocol, before)).length).toBeGreaterThan(0);
    expect(journalFiles()).toHaveLength(1);
    const { code, stdout } = await runCli(['cleanup', ...(identities[protocol] ?? [])], { cwd: folder, env });
    // What was under way when it was killed, and gets its key from the server, can be named only; an object of matrix42 is three rows.
    const unknown = stdout.split('\n').filter((line) => /^ {2}\? /.test(line)).length;
    expect((await left(protocol, before)).length).toBeLessThanOrEqual(3 * unknown);
    expect((await left(protocol, before)).filter((row) => row.startsWith('books/'))).toEqual([]);
    expect(stdout).toMatch(/\d+ removed, \d+ not there any more, \d+ left or unknown/);
    expect(code).toBe(unknown === 0 ? 0 : 1);
    expect(journalFiles()).toHaveLength(unknown === 0 ? 0 : 1);
  });

  test('by SIGHUP leaves nothing, and no journal', async () => {
    const before = await killedRun('dab', 'SIGHUP');
    expect(await left('dab', before)).toEqual([]);
    expect(journalFiles()).toEqual([]);
  });

  test('has a journal for its user alone, without credentials', async () => {
    await killedRun('dialogporten', 'SIGKILL');
    const [name = ''] = journalFiles();
    expect(statSync(join(journals, name)).mode & 0o077).toBe(0);
    expect(journalText()).toContain('"undo"');
    expect(journalText()).not.toMatch(/authorization|bearer/i);
  });
});

describe('a journal', () => {
  const selection = ['--rule', 'M42-TS-003'];
  const run = (url: string, ...args: readonly string[]) =>
    runCli(
      [
        'run',
        '--target',
        `${url}/matrix42`,
        '--protocol',
        'matrix42',
        ...(identities['matrix42'] ?? []),
        ...selection,
        ...args,
      ],
      { cwd: folder, env },
    );

  test('is removed after a run that left nothing, and a bundled server needs none', async () => {
    expect((await run(server.url)).code).toBe(0);
    expect(journalFiles()).toEqual([]);
    await runCli(['run', '--rule', 'M42-TS-003'], {
      cwd: folder,
      env: { CONFORMANCE_JOURNALS: join(folder, 'never') },
    });
    expect(existsSync(join(folder, 'never'))).toBe(false);
  });

  test('is kept when something is left, and says so; cleanup needs the credentials, and then removes it', async () => {
    const before = await rowsOf(server.url, 'matrix42');
    const { url, close } = await putBetween(server.url, (request) =>
      request.method === 'DELETE' ? { status: 500, body: '' } : undefined,
    );
    const file = join(folder, 'mine.jsonl');
    const { stderr } = await run(url, '--journal', file);
    expect(stderr).toMatch(
      /may be left on the target\. Texts in them begin with conf[a-z0-9]{4}\. To try again: conformance cleanup --journal .*mine\.jsonl/,
    );
    expect((await left('matrix42', before)).length).toBeGreaterThan(0);

    const stillWrong = await runCli(['cleanup', '--journal', file, ...(identities['matrix42'] ?? [])], {
      cwd: folder,
      env,
    });
    expect(stillWrong.stdout).toContain('answered 500');
    expect(stillWrong.code).toBe(1);
    await close();
    const away = await runCli(['cleanup', '--journal', file, ...(identities['matrix42'] ?? [])], { cwd: folder, env });
    expect(away.stdout).toContain('the connection was refused');
    expect(away.code).toBe(3);

    // The same target, by its own name.
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(url, server.url));
    const nobody = await runCli(['cleanup', '--journal', file], { cwd: folder, env });
    expect(nobody.stdout).toContain('no credentials were given for the identity');
    expect(nobody.code).toBe(1);
    const { code } = await runCli(['cleanup', '--journal', file, ...(identities['matrix42'] ?? [])], {
      cwd: folder,
      env,
    });
    expect(code).toBe(0);
    expect(await left('matrix42', before)).toEqual([]);
    expect(existsSync(file)).toBe(false);
  });

  test('takes its credentials from the target file, for that URL only', async () => {
    const { credentials } = await loadCore('matrix42');
    const before = await killedRun('matrix42', 'SIGKILL');
    const config = (url: string) =>
      [
        'protocol: matrix42',
        `url: ${url}`,
        'identities:',
        ...Object.entries(credentials).flatMap(([id, fields]) => [
          `  ${id}:`,
          ...fields.map(([name, value]) => `    ${name}: ${JSON.stringify(value)}`),
        ]),
      ].join('\n');
    const file = join(folder, 'target.yaml');
    writeFileSync(file, config('http://127.0.0.1:1/matrix42'));
    const foreign = await runCli(['cleanup', '--config', file], { cwd: folder, env });
    expect(foreign.stdout).toContain('no credentials were given for the identity');
    writeFileSync(file, config(`${server.url}/matrix42`));
    const { stdout } = await runCli(['cleanup', '--config', file], { cwd: folder, env });
    const unknown = stdout.split('\n').filter((line) => /^ {2}\? /.test(line)).length;
    expect((await left('matrix42', before)).length).toBeLessThanOrEqual(3 * unknown);
  });

  test.each([
    ['is not there', undefined],
    ['is something else', 'hello\n{}\n'],
    [
      'names no target',
      '{"journal":1,"pid":1,"host":"x"}\n{"id":0,"target":0,"sent":"POST http://x/"}\n{"id":0,"done":true}\n',
    ],
  ])('that %s is a wrong command line', async (_, text) => {
    const file = join(folder, 'none.jsonl');
    rmSync(file, { force: true });
    if (text !== undefined) writeFileSync(file, text);
    const { code, stderr } = await runCli(['cleanup', '--journal', file], { cwd: folder, env });
    expect(stderr).toMatch(/cannot be read|is no journal of a run/);
    expect(code).toBe(2);
  });

  test('of a run that is under way is left alone', async () => {
    const file = join(folder, 'live.jsonl');
    writeFileSync(file, `${JSON.stringify({ journal: 1, pid: process.pid, host: hostname() })}\n`);
    const { code, stderr } = await runCli(['cleanup', '--journal', file], { cwd: folder, env });
    expect(stderr).toContain('is under way');
    expect(code).toBe(2);
  });

  test('that there is none of is nothing to do', async () => {
    const { code, stdout } = await runCli(['cleanup'], { cwd: folder, env });
    expect(stdout).toBe('Nothing to clean up: there is no journal.\n');
    expect(code).toBe(0);
  });
});
