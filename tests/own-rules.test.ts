import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '../core/report.ts';
import { createReferenceServer, type ReferenceServer } from '../mock-server/index.ts';
import { runInside } from './support/run-inside.ts';
import type { Finished } from './support/run-node.ts';
import { startChild } from './support/start-child.ts';

/* docs/own-rules.md as it stands, with the built command line: rules beside those of a protocol, and a whole protocol. */
const docs = fileURLToPath(new URL('../docs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'conformance-own-'));
const page = readFileSync(join(docs, 'own-rules.md'), 'utf8');
let server: ReferenceServer;

beforeAll(async () => {
  server = await createReferenceServer({ protocols: ['dab'] });
  mkdirSync(join(folder, 'my-rules'));
  for (const [, name = '', text = ''] of page.matchAll(/^```yaml\n# (my-rules\S+)\n(.*?)^```/gms))
    writeFileSync(join(folder, name), text);
  cpSync(join(docs, 'notes-protocol'), join(folder, 'notes-protocol'), { recursive: true });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const cli = (...args: readonly string[]): Promise<Finished> => runInside(args, { cwd: folder });
const commands = [...page.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, text = '']) => text.trim().split('\n'));
const wordsOf = (line: string): readonly string[] => line.replace(/^npx conformance /, '').split(' ');

async function reportOf(...args: readonly string[]): Promise<{ readonly finished: Finished; readonly report: Report }> {
  const finished = await cli('run', ...args, '--reporter', 'json=report.json');
  return { finished, report: JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report };
}

/** The notes API of the page; it ends with the test. */
function startNotes(...args: readonly string[]): Promise<string> {
  const child = startChild(process.execPath, [join(folder, 'notes-protocol/server.mjs'), ...args]);
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', (line) => resolve(String(line).trim()));
    child.once('close', () => reject(new Error('the notes API has ended')));
  });
}

const failed = ({ targets }: Report): readonly string[] =>
  targets.flatMap(({ rules }) => rules.flatMap(({ rule, verdict }) => (verdict === 'fail' ? [rule] : [])));

test.each(commands.filter((line) => line.startsWith('npx conformance') && !line.includes(' run ')))(
  'the page: %s',
  async (line) => {
    expect(await cli(...wordsOf(line))).toMatchObject({ code: 0, stderr: '' });
  },
);

test('a rule of your own is judged, listed, explained and excused as any other', async () => {
  const target = ['--target', `${server.url}/dab`, '--protocol', 'dab', '--suites', 'my-rules'];
  const { finished, report } = await reportOf(...target, '--rule', 'SHOP-001');
  expect(finished).toMatchObject({ code: 0, stderr: '' });
  expect(report.targets[0]?.rules.find(({ rule }) => rule === 'SHOP-001')).toMatchObject({
    verdict: 'pass',
    level: 'MUST',
  });
  expect((await cli('list', 'rules', '-p', 'dab', '--suites', 'my-rules')).stdout).toMatch(/^SHOP-001 +MUST/m);
  expect((await cli('explain', 'SHOP-001', '--suites', 'my-rules')).stdout).toContain('API guide of the house');
  const coverage = await cli('coverage', '-p', 'dab', '--suites', 'my-rules');
  expect([coverage.code, coverage.stdout]).toEqual([0, expect.stringMatching(/✓ SHOP-001 +1 scenario/)]);
  const unjudged = await cli('coverage', '-p', 'dab', '--suites', 'my-rules/rules.yaml');
  expect([unjudged.code, unjudged.stdout]).toEqual([1, expect.stringContaining('SHOP-001: no scenario')]);
});

test('a rule of your own that the target breaks decides, unless the baseline has it', async () => {
  const strict = join(folder, 'strict');
  cpSync(join(folder, 'my-rules'), strict, { recursive: true });
  const suite = readFileSync(join(strict, 'encoding.yaml'), 'utf8');
  writeFileSync(join(strict, 'encoding.yaml'), suite.replace('utf-8', 'utf-16'));
  const target = ['--target', `${server.url}/dab`, '--protocol', 'dab', '--suites', 'strict', '--rule', 'SHOP-001'];
  const { finished, report } = await reportOf(...target);
  expect([finished.code, failed(report)]).toEqual([1, ['SHOP-001']]);
  writeFileSync(join(folder, 'known.yaml'), 'known-failures: [{ rule: SHOP-001, reason: not yet }]\n');
  expect((await cli('run', ...target, '--baseline', 'known.yaml')).code).toBe(0);
});

test.each([
  ['an id of the protocol', { 'SHOP-001': 'DAB-SHOP-001' }, /looks like a rule of Data API builder/],
  ['a source that nobody named', { 'source: house': 'source: hous' }, /unknown source "hous"/],
  ['a protocol that there is none of', { 'protocol: dab': 'protocol: dub' }, /there is no protocol "dub"/],
  ['an unknown key', { evidence: 'evidences' }, /unknown key "evidences"/],
  ['a source of the protocol named again', { 'house:': 'overview:' }, /there is a source "overview" already/],
])('faults of rules are told with their place: %s', async (_, changes, message) => {
  const faulty = mkdtempSync(join(folder, 'faulty-'));
  let text = readFileSync(join(folder, 'my-rules/rules.yaml'), 'utf8');
  for (const [from, to] of Object.entries(changes)) text = text.replace(from, to);
  writeFileSync(join(faulty, 'rules.yaml'), text);
  const { code, stdout } = await cli('lint', '--suites', faulty);
  expect(code).toBe(2);
  expect(stdout).toMatch(message);
  expect(stdout).toMatch(/rules\.yaml:\d+:\d+/);
});

test('two files of your own never give one id twice', async () => {
  const twice = mkdtempSync(join(folder, 'twice-'));
  cpSync(join(folder, 'my-rules/rules.yaml'), join(twice, 'a.yaml'));
  const again = readFileSync(join(folder, 'my-rules/rules.yaml'), 'utf8').replace(/sources:\n.*\n/, '');
  writeFileSync(join(twice, 'b.yaml'), again);
  const { code, stdout } = await cli('lint', '--suites', twice);
  expect([code, stdout]).toEqual([2, expect.stringMatching(/"SHOP-001" is doubled; the other one is in .*a\.yaml:6/)]);
});

test('a protocol of your own: a sound API conforms', async () => {
  const { finished, report } = await reportOf('--target', await startNotes(), '--protocol', './notes-protocol');
  expect(finished).toMatchObject({ code: 0, stderr: '' });
  expect(report).toMatchObject({ verdict: 'conforming' });
  expect(report.targets[0]?.rules.map(({ verdict }) => verdict)).toEqual(Array.from({ length: 6 }, () => 'pass'));
  // Every note was taken away again.
  expect(report.targets[0]).toMatchObject({ protocol: 'notes' });
});

test.each([
  ['forgets-if-match', ['NOTE-003', 'NOTE-005']],
  ['keeps-tag', ['NOTE-002']],
  ['no-precondition', ['NOTE-004']],
])('a protocol of your own: an API that %s fails by the right rules', async (bug, rules) => {
  const url = await startNotes('--broken', bug);
  const { finished, report } = await reportOf('--target', url, '--protocol', './notes-protocol');
  expect(finished.code).toBe(1);
  expect(failed(report)).toEqual(expect.arrayContaining(rules));
});

test('a protocol of your own in conformance.yaml, seen from that file', async () => {
  const elsewhere = mkdtempSync(join(folder, 'elsewhere-'));
  const config = join(folder, 'notes.yaml');
  writeFileSync(config, `protocol: ./notes-protocol\nurl: ${await startNotes()}\n`);
  const finished = await runInside(['run', '--config', config], { cwd: elsewhere });
  expect(finished).toMatchObject({ code: 0, stderr: '' });
  const look = await runInside(['check', '--config', config], { cwd: elsewhere });
  expect(look).toMatchObject({ code: 0, stderr: '' });
  expect(await cli('lint', config)).toMatchObject({ code: 0 });
});

test('a protocol of your own: what is wrong in it, and what it cannot have, is said', async () => {
  const broken = join(folder, 'broken-protocol');
  cpSync(join(docs, 'notes-protocol'), broken, { recursive: true });
  const suite = join(broken, 'suites/updates.yaml');
  writeFileSync(suite, readFileSync(suite, 'utf8').replace('NOTE-003: 2xx', 'NOTE-030: 2xx'));
  const whole = await cli('lint', 'broken-protocol');
  expect(whole.code).toBe(2);
  expect(whole.stdout).toContain('did you mean "NOTE-003"');
  expect((await cli('lint', 'broken-protocol/suites/updates.yaml')).code).toBe(2);
  expect((await cli('lint', 'broken-protocol/spec')).code).toBe(0);
  expect(await cli('run', '--protocol', './notes-protocol')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--protocol ./notes-protocol needs --target'),
  });
  expect(await cli('run', '--target', server.url, '--protocol', './my-rules')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('holds no protocol'),
  });
  cpSync(join(folder, 'notes-protocol'), join(folder, 'dab-again'), { recursive: true });
  for (const name of ['protocol', 'rules', 'bindings', 'features']) {
    const file = join(folder, 'dab-again/spec', `${name}.yaml`);
    writeFileSync(file, readFileSync(file, 'utf8').replace('protocol: notes', 'protocol: dab'));
  }
  expect(await cli('list', 'rules', '--protocol', './dab-again')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('calls itself "dab"'),
  });
});

test("a protocol of one's own cannot be proven, and a target file for it is written", async () => {
  const { code, stderr } = await cli('prove', '--protocol', './notes-protocol');
  expect([code, stderr]).toEqual([2, expect.stringContaining('has no reference server to break on purpose')]);
  const url = await startNotes();
  expect(await cli('init', '--target', url, '--protocol', './notes-protocol')).toMatchObject({ code: 0, stderr: '' });
  const written = readFileSync(join(folder, 'conformance.yaml'), 'utf8');
  expect(written).toContain('protocol: ./notes-protocol\n');
  expect(written).toContain('# notes: /notes # Path of the notes; nothing tells it');
  const judged = await cli('run');
  rmSync(join(folder, 'conformance.yaml'));
  expect(judged.code).toBe(0);
});
