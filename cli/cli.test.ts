import { type ChildProcess, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../core/report.ts';
import { createReferenceServer, loadCore, type ReferenceServer } from '../mock-server/index.ts';
import { runCli } from '../tests/support/run-node.ts';
import { startChild } from '../tests/support/start-child.ts';
import { exitCodes } from './exit-codes.ts';

/** The built command line; `npm test` builds first. */
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'conformance-cli-'));
const servers: ReferenceServer[] = [];
let identities: readonly string[] = [];

beforeAll(async () => {
  const { credentials } = await loadCore('matrix42');
  identities = Object.entries(credentials).flatMap(([id, fields]) =>
    fields.flatMap(([name, value]) => ['--identity', `${id}=${name}: ${value}`]),
  );
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  rmSync(folder, { recursive: true, force: true });
});

async function serve(mutant?: string): Promise<string> {
  const server = await createReferenceServer({
    protocols: ['matrix42'],
    ...(mutant === undefined ? {} : { service: { mutant } }),
  });
  servers.push(server);
  return `${server.url}/matrix42`;
}

function runTarget(url: string, ...args: readonly string[]) {
  return runCli(['run', '--target', url, '--protocol', 'matrix42', ...identities, ...args], { cwd: folder });
}

describe('a command line that makes no sense ends with 2 and says what was meant', () => {
  test.each([
    [['rnu'], 'unknown command'],
    [['run', '--tagret', 'http://x'], '--target'],
    [['run', '--target', 'http://127.0.0.1:1'], '--protocol'],
    [['run', '--protocol', 'matrix24'], 'did you mean "matrix42"?'],
    [['run', '--target', 'localhost:1', '--protocol', 'matrix42'], 'http'],
    [['run', '--rule', 'M42-TS-0033'], 'M42-TS-003'],
    [['run', '--header', 'X: y'], '--header needs --target'],
    [['run', '--baseline', 'known-failures.yaml', '--update-baseline'], 'without conformance.yaml in this folder'],
    [['run', '--protocol', 'matrix42', '--edition', 'documentd'], 'documented'],
    [['run', '--target', 'env:NO_SUCH_VARIABLE', '--protocol', 'matrix42'], 'NO_SUCH_VARIABLE is not set'],
    [['run', '--target', 'http://x', '--protocol', 'matrix42', '--set', 'nope=1'], 'has no binding "nope"'],
    [['run', '--target', 'http://x', '--protocol', 'matrix42', '--identity', 'nope=A: b'], 'has no identity "nope"'],
    [['run', '--reporter', 'junt=x'], 'did you mean "junit"?'],
    [['run', '--baseline', 'missing.yaml'], 'missing.yaml'],
    [['run', '--config', 'missing.yaml'], 'missing.yaml'],
    [['list', 'rulez'], 'did you mean "rules"?'],
    [['explain', 'M42-TS-0003'], 'M42-TS-00'],
    [['serve', '--port', '99999'], '--port'],
    [['prove', '--mutant', 'x', '--matrix'], 'do not go with --mutant'],
    [['prove', '--protocol', 'matrix42', '--mutant', 'no-such'], `no mutant's id contains "no-such"`],
  ])('%j', async (args, said) => {
    const { code, stderr, stdout } = await runCli(args, { cwd: folder });
    expect(stderr).toContain(said);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });
});

test('help shows examples and exit codes', async () => {
  for (const args of [['--help'], ['run', '--help'], ['serve', '--help'], ['prove', '--help']]) {
    const { code, stdout } = await runCli(args);
    expect(code).toBe(0);
    expect(stdout).toContain('130  interrupted');
  }
  expect((await runCli(['run', '--help'])).stdout).toContain('$ conformance run --target');
});

test('help that was asked for is no fault', async () => {
  const codes = [['help'], ['help', 'run'], ['help', 'nope'], []].map(async (args) => (await runCli(args)).code);
  expect(await Promise.all(codes)).toEqual([0, 0, 2, 2]);
});

test.skipIf(process.platform !== 'linux')('output that is lost is no pass', () => {
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [main, 'list', 'protocols'], {
    stdio: ['ignore', full, 'pipe'],
  });
  closeSync(full);
  expect([status, String(stderr)]).toEqual([
    3,
    expect.stringMatching(/^error: standard output cannot be written: .*\n$/),
  ]);
});

test('a report that cannot be written is told before the run', async () => {
  const { code, stdout, stderr } = await runCli([
    'run',
    '-t',
    'http://127.0.0.1:9',
    '-p',
    'dab',
    '--reporter',
    'json=.',
  ]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('cannot be written: it is a folder');
});

test('a target that is not there is exit 3 with one sentence', async () => {
  const { code, stdout } = await runTarget('http://127.0.0.1:9/x');
  expect(code).toBe(3);
  expect(stdout).toMatch(/refused/i);
});

describe('run', () => {
  test('writes every report at once, makes folders, and keeps the console on standard output', async () => {
    const { code, stdout } = await runTarget(
      await serve(),
      '--reporter',
      'json=a/b/report.json',
      '--reporter',
      'junit=a/c/report.xml',
      '--reporter',
      'console=a/report.txt',
    );
    expect(code).toBe(0);
    expect(stdout).toContain('Verdict: conforming, exit 0');
    const report = JSON.parse(readFileSync(join(folder, 'a/b/report.json'), 'utf8')) as Report;
    expect(report.verdict).toBe('conforming');
    expect(readFileSync(join(folder, 'a/c/report.xml'), 'utf8')).toContain('failures="0" errors="0"');
    expect(readFileSync(join(folder, 'a/report.txt'), 'utf8')).toContain('✓ M42-TS ');
  });

  test('JSON on standard output leaves the console to standard error', async () => {
    const { code, stdout, stderr } = await runTarget(await serve(), '--reporter', 'json', '--rule', 'M42-TS-003');
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as Report).targets[0]?.selection).toEqual({ rules: ['M42-TS-003'] });
    expect(stderr).toContain('Verdict: partial');
  });

  test('secrets are in no report', async () => {
    const secret = identities[1]?.split(' ').at(-1) ?? '';
    const { code, stdout } = await runTarget(
      await serve('conflict-is-409'),
      '--reporter',
      'json=secret.json',
      '--verbose',
    );
    expect(code).toBe(1);
    expect(secret).not.toBe('');
    expect(stdout).not.toContain(secret);
    expect(stdout).toContain('"$TOKEN_CALLER"');
    expect(readFileSync(join(folder, 'secret.json'), 'utf8')).not.toContain(secret);
  });

  test('a report that cannot be written is exit 2', async () => {
    writeFileSync(join(folder, 'file'), '');
    const { code, stderr } = await runTarget(await serve(), '--rule', 'M42-TS-003', '--reporter', 'json=file/x.json');
    expect(code).toBe(2);
    expect(stderr).toContain('cannot be written');
  });

  test('a target file says the same as options do, the environment gives its secrets', async () => {
    const url = await serve();
    const [, line = ''] = identities;
    writeFileSync(
      join(folder, 'target.yaml'),
      'protocol: matrix42\nurl: env:API\nidentities:\n  caller: { Authorization: env:CALLER }\n',
    );
    const env = { API: url, CALLER: line.slice(line.indexOf(': ') + 2) };
    const { code, stdout } = await runCli(['run', '--config', 'target.yaml'], { cwd: folder, env });
    // Partial: the file names one of the identities.
    expect(stdout).toContain('Verdict: partial');
    expect(stdout).toContain('identity not given: reader');
    expect(code).toBe(0);
  });
});

test('a baseline is written, holds, goes stale when the API is mended, and is emptied again', async () => {
  const [broken, mended] = [await serve('conflict-is-409'), await serve()];
  const file = join(folder, 'known.yaml');
  const judge = (url: string, ...more: readonly string[]) => runTarget(url, '--suite', 'timestamp', 'update', ...more);
  expect((await judge(broken, '--baseline', file)).code).toBe(2);
  expect((await judge(broken)).code).toBe(1);
  expect((await judge(broken, '--baseline', file, '--update-baseline')).code).toBe(0);
  const written = readFileSync(file, 'utf8');
  expect(written).toContain('rule: M42-TS-003');
  expect((await judge(broken, '--baseline', file)).code).toBe(0);
  const stale = await judge(mended, '--baseline', file);
  expect(stale.stdout).toContain('stale baseline entry M42-TS-003');
  expect(stale.code).toBe(1);
  writeFileSync(file, written.replace('known-failures:\n', 'known-failures:\n  # Agreed.\n'));
  expect((await judge(mended, '--baseline', file, '--update-baseline')).code).toBe(0);
  expect(readFileSync(file, 'utf8')).not.toContain('M42-TS-003');
  expect(readFileSync(file, 'utf8')).toContain('# Agreed.');
  expect((await judge(mended, '--baseline', file)).code).toBe(0);
});

test('a reader who goes away ends the output quietly', async () => {
  const child = startChild(process.execPath, [main, 'list', 'rules', '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stderr = '';
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  child.stdout?.destroy();
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect(stderr).toBe('');
  expect(code).toBe(0);
});

test.skipIf(process.platform === 'win32')('Ctrl-C cleans up, writes what there is, and exits with 130', async () => {
  let asked = 0;
  const slow = createServer((_, response) => {
    if (++asked === 8) child?.kill('SIGINT');
    setTimeout(() => response.writeHead(200, { 'content-type': 'application/json' }).end('null'), 300);
  });
  let child: ChildProcess | undefined;
  await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(slow.address() as AddressInfo).port}`;
  const args = ['run', '-t', url, '-p', 'matrix42', ...identities, '--jobs', '1', '--reporter', 'json=partial.json'];
  child = startChild(process.execPath, [main, ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  const code = await new Promise((resolve) => child?.on('close', resolve));
  slow.close();
  expect(stderr).toContain('Interrupted');
  expect(code).toBe(130);
  const report = JSON.parse(readFileSync(join(folder, 'partial.json'), 'utf8')) as Report;
  expect(report.interrupted).toBe(true);
});

test.skipIf(process.platform === 'win32')('serve prints a request that works, and ends with Ctrl-C', async () => {
  const child = startChild(process.execPath, [main, 'serve', 'matrix42', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  const printed = new Promise<void>((resolve) => {
    child.stdout?.on('data', (chunk) => {
      stdout += chunk;
      if (stdout.includes('curl')) resolve();
    });
  });
  await printed;
  const [, url = ''] = /Listening on (\S+)/.exec(stdout) ?? [];
  expect((await fetch(`${url}/_conformance/health`)).status).toBe(200);
  const ended = new Promise((resolve) => child.on('close', resolve));
  child.kill('SIGINT');
  expect(await ended).toBe(0);
});

/** Runs the command line; what it loaded: URLs of files, and the sources that are bundled in them. */
async function loadedBy(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const trace = join(folder, `trace-${Math.random()}.txt`);
  const hooks = `import { appendFileSync } from 'node:fs';
    export async function load(url, context, next) {
      appendFileSync(${JSON.stringify(trace)}, url + '\\n');
      return next(url, context);
    }`;
  const register = `import { register } from 'node:module'; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hooks)}`)});`;
  const child = startChild(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(register)}`, main, ...args],
    { cwd: folder, stdio: 'ignore', env: { ...process.env, ...env } },
  );
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
  const urls = readFileSync(trace, 'utf8').trim().split('\n');
  const bundled = urls
    .filter((url) => url.includes('/dist/'))
    .flatMap((url) => readFileSync(fileURLToPath(url), 'utf8').match(/(?<=^\/\/(?:#region)? )[\w@./-]+\.\w+$/gm) ?? []);
  return [...urls, ...bundled].join('\n');
}

test('a run against a target loads neither the server nor what only proofs and YAML need', async () => {
  const url = await serve();
  const loaded = await loadedBy(['run', '-t', url, '-p', 'matrix42', ...identities, '--rule', 'M42-TS-003']);
  expect(loaded).toContain('runner/run.ts');
  expect(loaded).toContain('node_modules/undici/');
  for (const unwanted of ['@hapi', 'fast-check', 'node_modules/yaml', 'mock-server/', 'node_modules/msw', 'proof/']) {
    expect(loaded).not.toContain(unwanted);
  }
});

describe("suites of the user's own", () => {
  const cache = join(folder, 'cache');
  const suite = join(folder, 'own', 'matrix42', 'own.yaml');
  const write = (status: number): void => {
    mkdirSync(dirname(suite), { recursive: true });
    writeFileSync(
      suite,
      `suite: matrix42/own
title: Mine
scenarios:
  - id: none
    title: An object that is not there
    steps:
      - { id: read, request: GET /nowhere, expect: [{ rule: M42-TS-003, status: ${status} }] }
`,
    );
  };
  const args = (url: string) => ['run', '-t', url, '-p', 'matrix42', ...identities, '--suites', 'own', '-s', 'own'];
  const run = async (env: NodeJS.ProcessEnv = { CONFORMANCE_CACHE: cache }) =>
    (await runCli(args(await serve()), { cwd: folder, env })).code;

  test('are parsed once, and again when they change', async () => {
    write(404);
    const url = await serve();
    expect(await loadedBy(args(url), { CONFORMANCE_CACHE: cache })).toContain('node_modules/yaml/');
    expect(await loadedBy(args(url), { CONFORMANCE_CACHE: cache })).not.toContain('node_modules/yaml/');
    write(200);
    expect(await run()).toBe(1);
    write(404);
    expect(await run()).toBe(0);
    expect(readdirSync(cache)).toHaveLength(1);
  });

  test('are parsed when what was kept is broken, cannot be kept, or shall not be', async () => {
    write(404);
    const [kept = ''] = readdirSync(cache);
    const whole = readFileSync(join(cache, kept), 'utf8');
    writeFileSync(join(cache, kept), whole.slice(0, whole.length / 2));
    expect(await run()).toBe(0);
    expect(readFileSync(join(cache, kept), 'utf8')).toBe(whole);
    expect(await run({ CONFORMANCE_CACHE: suite })).toBe(0);
    expect(await loadedBy(args(await serve()), { CONFORMANCE_CACHE: 'off' })).toContain('node_modules/yaml/');
  });

  test('with a fault are refused each time', async () => {
    write(404);
    writeFileSync(suite, readFileSync(suite, 'utf8').replace('M42-TS-003', 'M42-TS-0033'));
    expect([await run(), await run()]).toEqual([2, 2]);
  });
});

test('the README has the table of exit codes', () => {
  const readme = readFileSync(fileURLToPath(new URL('../README.md', import.meta.url)), 'utf8');
  for (const [code, meaning] of exitCodes) expect(readme).toContain(`| ${code} | ${meaning} |`);
});
