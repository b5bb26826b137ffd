import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report } from '../core/report.ts';
import { loadCore, protocolIds } from '../mock-server/index.ts';
import { judgeClient } from '../proof/client/judge-client.ts';
import { plays } from '../proof/client/plays.ts';
import { loadProtocol } from '../runner/load/load-protocol.ts';
import { runInside } from './support/run-inside.ts';

/*
 * Small clients (tests/clients), right and wrong: the right one keeps every rule that its protocol has for clients, each fault breaks the rules that
 * speak of it, in the play that shows it, and no other.
 */
const fileOf = (protocol: string): string => join(import.meta.dirname, 'clients', `${protocol}.mjs`);

/** Each protocol is loaded once. */
const subjects = new Map(
  await Promise.all(
    protocolIds.map(async (id) => [id, { core: await loadCore(id), ...(await loadProtocol(id)) }] as const),
  ),
);

function subjectOf(protocol: string) {
  const subject = subjects.get(protocol);
  if (!subject) throw new Error(`there is no ${protocol}`);
  return subject;
}

function judge(protocol: string, faults: readonly string[], play?: string, client = protocol): Promise<Report> {
  const subject = subjectOf(protocol);
  const { core } = subject;
  return judgeClient({
    subject,
    edition: core.defaultEdition,
    command: [process.execPath, fileOf(client), ...faults],
    env: process.env,
    cwd: import.meta.dirname,
    timeoutMs: 60_000,
    plays: play === undefined ? [] : [play],
    tool: { name: 'test', version: '0' },
    reporters: [],
    strict: true,
    provisional: true,
  });
}

const verdicts = ({ targets }: Report, verdict: string): readonly string[] =>
  targets.flatMap(({ rules }) => rules.filter((rule) => rule.verdict === verdict).map(({ rule }) => rule)).sort();

test.concurrent.each(protocolIds)('%s: a client that does it right keeps every rule of clients', async (protocol) => {
  const { spec } = subjectOf(protocol);
  const report = await judge(protocol, []);
  const judged = spec.rules.filter(({ law }) => law !== undefined).map(({ id }) => id);
  expect(verdicts(report, 'pass')).toEqual(judged.sort());
  expect(report.verdict).toBe('conforming');
  expect(report.exitCode).toBe(0);
});

interface Fault {
  readonly protocol: string;
  readonly fault: string;
  readonly play: string;
  readonly breaks: readonly string[];
}

const same = (fault: string, play: string, ...numbers: readonly (readonly [string, ...string[]])[]): readonly Fault[] =>
  numbers.map(([first, ...more]) => {
    const protocol = first.startsWith('DV') ? 'dataverse' : first.startsWith('DP') ? 'dialogporten' : 'matrix42';
    return { protocol, fault, play, breaks: [first, ...more] };
  });

const faults: readonly Fault[] = [
  ...same('alters-token', 'undisturbed', ['DV-CLI-001'], ['DP-CLI-001'], ['M42-CLI-001']),
  ...same('older-token', 'undisturbed', ['DV-CLI-002'], ['DP-CLI-002'], ['M42-CLI-002']),
  ...same('no-condition', 'undisturbed', ['DV-CLI-003'], ['DP-CLI-003'], ['M42-CLI-003']),
  ...same('no-condition', 'somebody-else', ['DV-CLI-006'], ['DP-CLI-006'], ['M42-CLI-006']),
  ...same('blind', 'somebody-else', ['DV-CLI-004'], ['DP-CLI-004'], ['M42-CLI-004']),
  ...same(
    'forces',
    'somebody-else',
    ['DV-CLI-004', 'DV-CLI-005', 'DV-CLI-006'],
    ['DP-CLI-004', 'DP-CLI-005', 'DP-CLI-006'],
    ['M42-CLI-004', 'M42-CLI-005', 'M42-CLI-006'],
  ),
  ...same('hurries', 'throttled', ['DV-CLI-007'], ['DP-CLI-007']),
  ...same('repeats', 'answer-lost', ['DV-CLI-008'], ['DP-CLI-008'], ['M42-ERR-004']),
  ...same('repeats', 'throttled', ['M42-ERR-004']),
  ...same('sends-all', 'undisturbed', ['DV-CLI-009']),
  ...same('same-token', 'token-expired', ['DV-CLI-010'], ['DP-CLI-009'], ['M42-CLI-008']),
  ...same('believes', 'nothing-done', ['M42-CLI-007']),
  { protocol: 'dab', fault: 'may-insert', play: 'undisturbed', breaks: ['DAB-CLI-001'] },
  { protocol: 'dab', fault: 'alters-token', play: 'undisturbed', breaks: ['DAB-CLI-002'] },
];

test.concurrent.each(faults)(
  '$protocol: a client that $fault is told so in $play',
  async ({ protocol, fault, play, breaks }) => {
    const report = await judge(protocol, [fault], play);
    expect(verdicts(report, 'fail')).toEqual([...breaks]);
    expect(report.exitCode).toBe(1);
  },
);

test('every rule that has a law is broken by one of these clients', () => {
  const judged = [...subjects.values()].flatMap(({ spec: { rules } }) =>
    rules.filter(({ law }) => law !== undefined).map(({ id }) => id),
  );
  const broken = new Set(faults.flatMap(({ breaks }) => breaks));
  expect(judged.filter((id) => !broken.has(id))).toEqual([]);
});

test.concurrent('dynamics-web-api, used as its documentation shows, sends nothing that a rule forbids', async () => {
  const report = await judge('dataverse', [], undefined, 'dynamics-web-api');
  expect(verdicts(report, 'fail')).toEqual([]);
  // It gives up on a throttle, and on an answer that does not come: whoever calls it has to wait, and to look.
  expect(verdicts(report, 'inconclusive')).toEqual([]);
});

describe('the command', () => {
  const node = process.execPath;
  const client = (...args: readonly string[]) => runInside(['client', '--protocol', 'dab', ...args]);

  test('reports in every format, and exits by the verdict', async () => {
    const args = ['--reporter', 'json', '--play', 'undisturbed'];
    const { code, stdout } = await client(...args, '--', node, fileOf('dab'), 'may-insert');
    const report = JSON.parse(stdout) as Report;
    expect(code).toBe(1);
    expect(verdicts(report, 'fail')).toEqual(['DAB-CLI-001']);
  });

  test('that sends nothing cannot be judged, and is told why', async () => {
    const { code, stdout } = await client('--', node, '-e', 'console.error("no such module"); process.exit(3)');
    expect(code).toBe(3);
    expect(stdout).toContain('the command sent no request to CONFORMANCE_URL; it ended with 3: no such module');
  });

  test('that cannot be started cannot be judged', async () => {
    const { code, stdout } = await client('--', 'no-such-program-of-anybody');
    expect(code).toBe(3);
    expect(stdout).toContain('the command could not be started');
  });

  test('that never ends is ended, with all that it has started', async () => {
    const forever = `require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' }); setInterval(() => {}, 1000)`;
    const { code, stdout } = await client('--timeout', '500ms', '--', node, '-e', forever);
    expect(code).toBe(3);
    expect(stdout).toContain('the command did not end within 0.5 s');
  });

  test('wants a protocol and a play that there are', async () => {
    const unknown = await runInside(['client', '--protocol', 'dbb', '--', node, '-e', '0']);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('did you mean "dab"?');
    const play = await client('--play', 'undisturbd', '--', node, '-e', '0');
    expect(play.stderr).toContain('did you mean "undisturbed"?');
  });
});

describe('docs/judging-a-client.md', () => {
  const root = join(import.meta.dirname, '..');
  const page = readFileSync(join(root, 'docs/judging-a-client.md'), 'utf8');

  test('names every small client, and every play', () => {
    for (const protocol of protocolIds) expect(page).toContain(`tests/clients/${protocol}.mjs`);
    for (const { id } of plays) expect(page).toContain(`| \`${id}\` |`);
  });

  test('shows a test file that is run as it is', () => {
    expect(page).toContain(readFileSync(join(root, 'tests/orders.example.test.ts'), 'utf8'));
  });

  const shown = [...page.matchAll(/^npx conformance (client .*)$/gm)].map(([, line = '']) => line);
  test.each(shown)('%s', async (line) => {
    const { code, stdout } = await runInside(line.split(' '), { cwd: root });
    expect(stdout).toContain(line.endsWith('forces') ? '✗ DV-CLI-005' : 'Verdict: conforming');
    expect(code).toBe(line.endsWith('forces') ? 1 : 0);
  });
});
