import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReferenceServer, type ReferenceServer } from '../mock-server/index.ts';
import { runInside } from './support/run-inside.ts';
import { runCommand } from './support/run-node.ts';

/* run --bundle, the scripts it writes with a real curl, and replay: on a server with a bug, and on a sound one. */
const folder = mkdtempSync(join(tmpdir(), 'conformance-bundle-'));
const secret = 'Bearer so';
const identity = ['--identity', `owner=Authorization: ${secret}`];
let broken: ReferenceServer;
let sound: ReferenceServer;

beforeAll(async () => {
  sound = await createReferenceServer({ protocols: ['dialogporten'] });
  broken = await createReferenceServer({ protocols: ['dialogporten'], service: { mutant: 'patch-ignores-test' } });
});
afterAll(async () => {
  await Promise.all([sound.stop(), broken.stop()]);
  rmSync(folder, { recursive: true });
});

const run = (bundle: string, server: ReferenceServer) =>
  runInside([
    ...['run', '--target', `${server.url}/dialogporten`, '--protocol', 'dialogporten', '--bundle', bundle],
    ...['--scenario', 'dialogporten/laws/repeated[patch-test]', ...identity],
  ]);
const repro = (bundle: string, base: string, token = secret) =>
  runCommand('sh', [join(bundle, 'repro.sh'), base], { env: { TOKEN_OWNER: token } });

describe('a failure that is handed over', () => {
  const bundles = join(folder, 'bundles');
  const bundle = join(bundles, 'DP-PATCH-008-laws-repeated-patch-test');
  beforeAll(async () => {
    const { code, stdout } = await run(bundles, broken);
    expect(stdout).toContain('1 failure to hand over');
    expect(code).toBe(1);
  });

  test('is a folder with all it takes, and no secret', () => {
    expect(readdirSync(bundles).toSorted()).toEqual([
      'DP-PATCH-008-laws-repeated-patch-test',
      'README.md',
      'bundles.json',
    ]);
    const files = readdirSync(bundle);
    expect(files.toSorted()).toEqual([
      'README.md',
      'bundle.json',
      'exchanges.har',
      'reference.txt',
      'repro.sh',
      'scenario.yaml',
    ]);
    for (const file of files) expect(readFileSync(join(bundle, file), 'utf8')).not.toContain(secret);
  });

  test('shows with curl on the server it was seen on, and is gone on a sound one', async () => {
    const seen = await repro(bundle, `${broken.url}/dialogporten`);
    expect(seen.stdout).toContain('STILL SO: status: expected 400, was 204');
    expect(seen.code).toBe(1);
    const gone = await repro(bundle, `${sound.url}/dialogporten/`);
    expect(gone.stdout).toContain('gone:     status: expected 400, was 204');
    expect(gone.code).toBe(0);
  });

  test('is neither there nor gone where credentials are refused, nothing listens, or a secret is not set', async () => {
    const refused = await repro(bundle, `${sound.url}/dialogporten`, 'nobody');
    expect(refused.stdout).toContain('the set-up went another way than before');
    expect(refused.code).toBe(3);
    expect((await repro(bundle, 'http://127.0.0.1:9/x')).code).toBe(3);
    const unset = await runCommand('sh', [join(bundle, 'repro.sh')], { env: { TOKEN_OWNER: '' } });
    expect(unset.stderr).toContain('TOKEN_OWNER: set it first');
    expect(unset.code).not.toBe(0);
  });

  test('has a scenario that is cut to what fails, which lint and run take', async () => {
    const file = join(bundle, 'scenario.yaml');
    expect((await runInside(['lint', file])).code).toBe(0);
    expect(readFileSync(join(bundle, 'README.md'), 'utf8')).toContain('without set-up written: ');
    const { code } = await runInside([
      ...['run', '--target', `${broken.url}/dialogporten`, '--protocol', 'dialogporten', '--suites', file],
      ...['--suite', 'dialogporten/scenario', ...identity],
    ]);
    expect(code).toBe(1);
  });

  test('stands beside what the reference server answers', () => {
    const text = readFileSync(join(bundle, 'reference.txt'), 'utf8');
    expect(text).toMatch(/^204 +≠ 400$/m);
    expect(text).toContain('FAILS status: expected 400, was 204');
  });

  test('is replayed: where it was seen, elsewhere, and where nothing listens', async () => {
    const same = await runInside(['replay', bundles, ...identity]);
    expect(same.stdout).toContain('still fails the same way');
    expect(same.code).toBe(1);
    const other = await runInside(['replay', bundle, '--target', `${sound.url}/dialogporten`, ...identity]);
    expect(other.stdout).toContain('fails no longer');
    expect(other.code).toBe(0);
    const nobody = await runInside(['replay', bundle, '--target', 'http://127.0.0.1:9/x', ...identity]);
    expect(nobody.stdout).toContain('could not be judged');
    expect(nobody.code).toBe(3);
  });

  test('goes when a later run into the folder sees none', async () => {
    const again = join(folder, 'again');
    await run(again, broken);
    const { code, stdout } = await run(again, sound);
    expect(stdout).toContain('Nothing failed');
    expect(code).toBe(0);
    expect(readdirSync(again).toSorted()).toEqual(['README.md', 'bundles.json']);
  });
});

test('the commands of docs/hand-over.md do what the page says', async () => {
  const page = readFileSync(new URL('../docs/hand-over.md', import.meta.url), 'utf8');
  const commands = /```sh\n(.*?)```/s.exec(page)?.[1]?.trim().split('\n') ?? [];
  const one = await createReferenceServer({ protocols: ['dab'], service: { mutant: 'star-put-inserts' } });
  const other = await createReferenceServer({ protocols: ['dab'] });
  try {
    const codes: (number | null)[] = [];
    for (const command of commands) {
      const line = command
        .replace('http://127.0.0.1:5000', `${one.url}/dab`)
        .replace('http://127.0.0.1:5001', `${other.url}/dab`);
      const [program = '', ...args] = line.replace('npx conformance ', 'conformance ').split(' ');
      const ended =
        program === 'sh' ? await runCommand('sh', args, { cwd: folder }) : await runInside(args, { cwd: folder });
      codes.push(ended.code);
    }
    expect(codes).toEqual([1, 1, 1, 0]);
  } finally {
    await Promise.all([one.stop(), other.stop()]);
  }
}, 60_000);

describe('what is no folder for bundles', () => {
  test('is refused before anything is sent', async () => {
    const full = join(folder, 'full');
    mkdirSync(full);
    writeFileSync(join(full, 'thesis.txt'), 'the only copy');
    const { code, stderr } = await run(full, broken);
    expect(stderr).toContain('is not empty, and holds no bundles');
    expect(code).toBe(2);
    expect(readdirSync(full)).toEqual(['thesis.txt']);
    expect((await run(join(full, 'thesis.txt'), broken)).code).toBe(2);
  });

  test('is no bundle to replay', async () => {
    const odd = join(folder, 'odd');
    mkdirSync(odd);
    expect((await runInside(['replay', odd])).stderr).toContain('holds no bundle');
    writeFileSync(join(odd, 'bundle.json'), '{"format":7}');
    expect((await runInside(['replay', odd])).stderr).toContain('is no bundle of this version');
    writeFileSync(join(odd, 'bundle.json'), '{');
    expect((await runInside(['replay', odd])).code).toBe(2);
    expect((await runInside(['replay', join(folder, 'nowhere')])).code).toBe(2);
  });
});
