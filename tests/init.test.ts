import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createReferenceServer, loadCore } from '../mock-server/index.ts';
import { loadProtocol } from '../runner/load/load-protocol.ts';
import { runInside } from './support/run-inside.ts';
import type { Finished } from './support/run-node.ts';
import { serveRenamed } from './support/serve-renamed.ts';

/*
 * A target file that nobody wrote by hand: `init` asks an API what it is and what it calls things, and with the file that it
 * writes a run ends in 0, also against a server that calls everything by another name.
 */
const closing: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(closing.map((close) => close())));

/** A folder, and the variables that hold the credentials of the default identity. */
async function ground(protocol: string) {
  const cwd = mkdtempSync(join(tmpdir(), 'conformance-init-'));
  closing.push(async () => rmSync(cwd, { recursive: true, force: true }));
  const { spec } = await loadProtocol(protocol);
  const core = await loadCore(protocol);
  const [first] = spec.identities;
  const [field] = core.credentials[first?.id ?? ''] ?? [];
  const identity = field ? ['--identity', `${first?.id}=${field[0]}: env:THE_SECRET`] : [];
  const env = { THE_SECRET: field?.[1] ?? '' };
  const run = (...args: readonly string[]): Promise<Finished> => runInside(args, { cwd, env });
  return { cwd, spec, identity, secret: field?.[1], run };
}

const small = ['dab/keyless', 'dataverse/property', 'dialogporten/labels', 'matrix42/update'];

describe.each(small)('%s', (suite) => {
  const [protocol = ''] = suite.split('/');

  test('is judged by a file that says all as the protocol has it', async () => {
    const server = await createReferenceServer({ protocols: [protocol] });
    closing.push(() => server.stop());
    const { cwd, identity, secret, run } = await ground(protocol);
    const made = await run('init', '--target', `${server.url}/${protocol}`, ...identity);
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const text = readFileSync(join(cwd, 'conformance.yaml'), 'utf8');
    expect(text).toContain(`protocol: ${protocol}\nurl: ${server.url}/${protocol}\n`);
    expect(text).not.toMatch(/^bindings:/m);
    if (secret !== undefined) expect(text).not.toContain(secret);
    const judged = await run('run', '--suite', suite);
    expect(judged.stdout + judged.stderr).toMatch(/\d+ rules?/);
    expect(judged.code).toBe(0);
  });

  test('is judged by a file with the names of a server that has others', async () => {
    const { cwd, spec, identity, run } = await ground(protocol);
    const renamed = await serveRenamed(spec);
    closing.push(renamed.close);
    const path = renamed.bindings['api'] ?? '';
    const made = await run('init', '--target', `${renamed.url}${path}`, ...identity);
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const text = readFileSync(join(cwd, 'conformance.yaml'), 'utf8');
    expect(text).toContain(`url: ${renamed.url}\n`);
    expect(text).toMatch(/^bindings:/m);
    const judged = await run('run', '--suite', suite);
    expect({ code: judged.code, told: judged.code === 0 ? '' : judged.stdout }).toEqual({ code: 0, told: '' });
    // Without the names nothing could be judged, or all would fail.
    writeFileSync(join(cwd, 'plain.yaml'), text.replace(/^bindings:[\s\S]*?^$/m, ''));
    expect((await run('run', '--suite', suite, '--config', 'plain.yaml')).code).not.toBe(0);
    // And a name that is not there is said by a look.
    const [binding, value] = /^ {2}([\w.-]+): (\S+) # resembles/m.exec(text)?.slice(1) ?? [];
    writeFileSync(join(cwd, 'typo.yaml'), text.replace(`${binding}: ${value} `, `${binding}: ${value}x `));
    const check = await run('check', '--config', 'typo.yaml');
    expect(check.stdout.replaceAll(/\s+/g, ' ')).toContain(`${binding} is`);
    expect(check.stdout.replaceAll(/\s+/g, ' ')).toContain(`there is ${value?.replace('$(bind.api)', String(path))}`);
  });
});

test('writes over no file, unless that is asked for', async () => {
  const server = await createReferenceServer({ protocols: ['dab'] });
  closing.push(() => server.stop());
  const { cwd, run } = await ground('dab');
  const file = join(cwd, 'conformance.yaml');
  writeFileSync(file, 'mine');
  const init = ['init', '--target', `${server.url}/dab`];
  expect(await run(...init)).toMatchObject({ code: 2, stderr: expect.stringContaining('is there already') });
  expect(readFileSync(file, 'utf8')).toBe('mine');
  const given = [
    '--edition',
    'v1',
    '--name',
    'local',
    '-H',
    'X-Key: 0123456789',
    '-p',
    'dab',
    '--set',
    'reader-role=env:THE_ROLE',
  ];
  const command = ['--identity', `reader=command: ${process.execPath} --eval console.log(4711471147)`];
  const made = await runInside([...init, '--force', ...given, ...command], { cwd, env: { THE_ROLE: 'secret-role' } });
  expect(made).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('not written: the command for the token of reader'),
  });
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('name: local\n');
  expect(text).toContain('edition: v1 # as given\n');
  expect(text).toContain('X-Key: "env:TARGET_X_KEY" # was given as it is');
  expect(text).toContain('reader-role: "env:THE_ROLE" # as given');
  expect(text).not.toMatch(/0123456789|secret-role|4711471147/);
});

describe('what cannot be written', () => {
  test('is said, and no file is there', async () => {
    const server = await createReferenceServer({ protocols: ['dataverse'] });
    closing.push(() => server.stop());
    const { cwd, run } = await ground('dataverse');
    const locked = await run('init', '--target', `${server.url}/dataverse`);
    expect(locked).toMatchObject({ code: 3, stderr: expect.stringContaining('--identity') });
    const away = await run('init', '--target', 'http://127.0.0.1:9/x', '--protocol', 'dab');
    expect(away).toMatchObject({ code: 3, stderr: expect.stringContaining('connection refused') });
    expect(await run('init')).toMatchObject({ code: 2, stderr: expect.stringContaining('--target') });
    expect(existsSync(join(cwd, 'conformance.yaml'))).toBe(false);
  });
});
