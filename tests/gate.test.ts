import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../core/report.ts';
import { createReferenceServer, loadCore, type ReferenceServer } from '../mock-server/index.ts';
import { type Between, putBetween } from './support/put-between.ts';
import { runInside } from './support/run-inside.ts';
import type { Finished } from './support/run-node.ts';

/*
 * The gate of the README, with the built command line: a baseline makes it green, more than it knows does not, and what a target
 * has not can be said.
 */
const folder = mkdtempSync(join(tmpdir(), 'conformance-gate-'));
let server: ReferenceServer;
const identities: Record<string, readonly string[]> = {};
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  server = await createReferenceServer({ protocols: ['dab', 'dataverse', 'matrix42'] });
  for (const protocol of ['dab', 'dataverse', 'matrix42']) {
    const { credentials } = await loadCore(protocol);
    identities[protocol] = Object.entries(credentials).flatMap(([id, fields]) =>
      fields.flatMap(([name, value]) => ['--identity', `${id}=${name}: ${value}`]),
    );
  }
});
afterAll(async () => {
  await Promise.all(closing.map((close) => close()));
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function broken(between: Between): Promise<string> {
  const { url, close } = await putBetween(server.url, between);
  closing.push(close);
  return url;
}

function judge(protocol: string, origin: string, ...args: readonly string[]): Promise<Finished> {
  const target = ['--target', `${origin}/${protocol}`, '--protocol', protocol, ...(identities[protocol] ?? [])];
  return runInside(['run', ...target, ...args], { cwd: folder });
}

const refusesPost: Between = (request) =>
  request.method === 'POST' ? { status: 500, headers: [['content-type', 'text/html']], body: '<p>no</p>' } : undefined;
const refusesPatch: Between = (request) => (request.method === 'PATCH' ? { status: 500, body: '' } : undefined);
const losesLocation: Between = () => ({ without: ['location', 'odata-entityid'] });

const suite = (protocol: string): readonly string[] =>
  protocol === 'dab'
    ? ['--suite', 'upsert', 'keys', 'bodies']
    : ['--suite', 'upsert', 'update', 'representation', 'alternate-key', 'conditional'];

describe.each([
  ['dab', 'PATCH is answered 500', refusesPatch],
  ['dataverse', 'no answer says where the new row is', losesLocation],
])('%s where %s', (protocol, _, between) => {
  const file = `${protocol}.yaml`;
  const junit = `${protocol}.xml`;
  let url: string;
  beforeAll(async () => {
    url = await broken(between);
  });

  test('fails without a baseline', async () => {
    expect((await judge(protocol, url, ...suite(protocol))).code).toBe(1);
  });

  test('ends in 0 with the baseline that it writes, and the update says so', async () => {
    const update = await judge(protocol, url, ...suite(protocol), '--baseline', file, '--update-baseline');
    expect(update.stderr).toContain('named as hidden\nWith it the gate ends in 0.');
    expect(update.code).toBe(0);
    const again = await judge(protocol, url, ...suite(protocol), '--baseline', file, '--reporter', `junit=${junit}`);
    expect(again.stdout).toMatch(/Verdict: partial \(\d+ of \d+ rules\), exit 0/);
    expect(again.stdout).toMatch(/hidden by that/);
    expect(again.stdout).not.toContain('Could not be judged');
    // Known failures are not printed in full again.
    expect(again.stdout).not.toMatch(/^Failures \(/m);
    expect(again.stdout).toMatch(/^~ known [A-Z0-9-]+ MUST, in \d+ scenarios?$/m);
    expect(again.code).toBe(0);
    const xml = readFileSync(join(folder, junit), 'utf8');
    expect(xml).toMatch(/<testsuites [^>]*failures="0" errors="0"/);
    expect(xml).toContain('<skipped type="known" message="hidden by a known failure (');
    // A second update has nothing to do.
    const written = readFileSync(join(folder, file), 'utf8');
    expect((await judge(protocol, url, ...suite(protocol), '--baseline', file, '--update-baseline')).code).toBe(0);
    expect(readFileSync(join(folder, file), 'utf8')).toBe(written);
  });

  test('fails when an entry names less than it hides', async () => {
    const written = readFileSync(join(folder, file), 'utf8');
    const [line = ''] = /^ +- "[^"]+"$/m.exec(written) ?? [];
    expect(line).not.toBe('');
    writeFileSync(
      join(folder, 'less.yaml'),
      written.replaceAll(`${line}\n`, '').replaceAll(/hides:\n(?! {6})/g, 'hides: []\n'),
    );
    const { code, stdout } = await judge(protocol, url, ...suite(protocol), '--baseline', 'less.yaml');
    expect(stdout).toContain('hides more than its entry names: ');
    expect(code).toBe(1);
  });

  test('is stale once it is mended', async () => {
    const { code, stdout } = await judge(protocol, server.url, ...suite(protocol), '--baseline', file);
    expect(stdout).toMatch(/stale baseline entry .*: passes/);
    expect(code).toBe(1);
  });
});

test('a baseline does not hide a gateway: what gets no answer from the API is open', async () => {
  const patch = await broken(refusesPatch);
  const args = ['--suite', 'upsert', '--baseline', 'gateway.yaml'];
  expect((await judge('dab', patch, ...args, '--update-baseline')).code).toBe(0);
  const both = await broken((request) =>
    request.method === 'PATCH'
      ? { status: 500, body: '' }
      : request.method === 'PUT'
        ? { status: 502, body: '' }
        : undefined,
  );
  expect((await judge('dab', both, ...args)).code).toBe(3);
});

test('an API of Matrix42 with GET and PUT of fragments alone ends in 0, partial', async () => {
  const bare: Between = ({ method, url }) =>
    (method === 'GET' || method === 'PUT') && url?.includes('/fragments/') ? undefined : { status: 405, body: '' };
  const { code, stdout } = await judge('matrix42', await broken(bare));
  expect(stdout).toContain('feature creation is absent: POST');
  expect(stdout).toMatch(/Verdict: partial \(\d+ of \d+ rules\), exit 0/);
  expect(code).toBe(0);
});

describe('out of scope', () => {
  const target = (name: string, protocol: string, url: string, scope: string): readonly string[] => {
    const headers = (identities[protocol] ?? []).filter((_, index) => index % 2 === 1);
    const names = [...new Set(headers.map((line) => line.slice(0, line.indexOf('='))))];
    const lines = names.map((id) => {
      const own = headers.filter((line) => line.startsWith(`${id}=`));
      return `  ${id}: ${JSON.stringify(Object.fromEntries(own.map((line) => line.slice(id.length + 1).split(': '))))}\n`;
    });
    writeFileSync(
      join(folder, name),
      `protocol: ${protocol}\nurl: ${url}/${protocol}\nidentities:\n${lines.join('')}out-of-scope:\n${scope}`,
    );
    return ['run', '--config', name, '--reporter', `json=${name}.json`, '--reporter', `junit=${name}.xml`];
  };
  const report = (name: string): Report => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Report;

  test('a rule is left out of the verdict, which is partial, and every report says so', async () => {
    const args = target(
      'scope.yaml',
      'matrix42',
      server.url,
      '  - { rule: M42-TS-003, reason: nobody writes at the same time }\n',
    );
    const { code, stdout } = await runInside(args, { cwd: folder });
    expect(stdout).toMatch(/Verdict: partial \(\d+ of \d+ rules, 1 out of scope\), exit 0/);
    expect(stdout).toContain('rule M42-TS-003 (1 rule): nobody writes at the same time');
    expect(code).toBe(0);
    expect(report('scope.yaml').targets[0]?.outOfScope).toEqual([
      { entry: 'rule M42-TS-003', reason: 'nobody writes at the same time', rules: ['M42-TS-003'] },
    ]);
    expect(readFileSync(join(folder, 'scope.yaml.xml'), 'utf8')).toContain(
      '<property name="out-of-scope" value="rule M42-TS-003: nobody writes at the same time"/>',
    );
  });

  test.each([
    [
      'that has expired',
      'matrix42',
      '  - { rule: M42-TS-003, reason: a, expires: 2026-01-31 }\n',
      'expired on 2026-01-31',
    ],
    ['that matches nothing', 'dab', '  - { rule: DAB-CLI-001, reason: a }\n', 'matches nothing that is judged'],
  ])('an entry %s fails the run', async (_, protocol, scope, why) => {
    const { code, stdout } = await runInside(target('refused.yaml', protocol, server.url, scope), { cwd: folder });
    expect(stdout).toContain(`refused: ${why}`);
    expect(code).toBe(1);
    expect(readFileSync(join(folder, 'refused.yaml.xml'), 'utf8')).toContain(
      `<failure type="refused" message="${why}"/>`,
    );
  });

  test('a rule that the run judged failing cannot be out of scope: that is a baseline', async () => {
    const url = await broken(refusesPost);
    const { code, stdout } = await runInside(
      target('failing.yaml', 'matrix42', url, '  - { rule: M42-CRE-001, reason: a }\n'),
      {
        cwd: folder,
      },
    );
    expect(stdout).toContain('refused: M42-CRE-001 was judged failing: that is a known failure, for a baseline');
    expect(code).toBe(1);
  });
});
