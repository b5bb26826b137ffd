import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Report } from '../core/report.ts';
import { formats } from '../reporters/formats.ts';
import { cliPath, runCli } from './support/run-node.ts';
import { serveHandler } from './support/serve-handler.ts';
import { startChild } from './support/start-child.ts';

/* What a hostile target may send back to the built command line. */
const folder = mkdtempSync(join(tmpdir(), 'conformance-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function serve(
  answer: (request: IncomingMessage) => {
    readonly status: number;
    readonly headers: Record<string, string>;
    readonly body: string;
  },
) {
  return serveHandler((request, response) => {
    const { status, headers, body } = answer(request);
    request.resume().on('end', () => response.writeHead(status, headers).end(body));
  });
}

const password = 'correct/horse+battery="staple"';
const basic = Buffer.from(`somebody:${password}`).toString('base64');
const key = 'k3y-of-a-name+that/nobody=knows';

/** All that a target can make of what it was sent. */
function spelt(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [
    secret,
    json,
    JSON.stringify(json).slice(1, -1),
    encodeURIComponent(secret),
    encodeURIComponent(encodeURIComponent(secret)),
    Buffer.from(secret).toString('base64'),
    Buffer.from(secret).toString('base64url'),
    Buffer.from(`echo:${secret}`).toString('base64').slice(8, -4),
    Buffer.from(secret).toString('hex'),
    Buffer.from(secret).toString('hex').toUpperCase(),
    secret.slice(3, 20),
  ];
}

const spellings = [basic, `somebody:${password}`, password, key].flatMap(spelt);

/** What a browser or a renderer of Markdown would show. */
function decodeEntities(text: string): string {
  return text
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

test('what a target sends back of secrets is in no report', async () => {
  // As HTTP has it: a field line holds neither line breaks nor what is no ISO 8859-1.
  const headers = {
    'content-type': 'application/json',
    'conformance-rule': password,
    etag: `"${basic}"`,
    'x-echo': spellings.join(' '),
  };
  const url = await serve(({ url: path }) => ({
    status: path?.includes('dead') ? 404 : 400,
    headers,
    body: JSON.stringify({ title: spellings.join('\n'), error: { message: spellings.join(' '), code: password } }),
  }));
  const files = Object.keys(formats).map((name) => [name, `out.${name}`] as const);
  const reports = ['--reporter', 'console', ...files.flatMap(([name, file]) => ['--reporter', `${name}=${file}`])];
  const target = ['--target', url, '--protocol', 'dialogporten', '--suite', 'reading', 'create'];
  const identity = ['--identity', 'owner=Authorization: Basic env:BASIC', '-H', `X-Something: ${key}`];
  const { code, stdout, stderr } = await runCli(['run', ...target, ...identity, ...reports, '--verbose'], {
    cwd: folder,
    env: { BASIC: basic },
  });
  expect(code, stderr).toBe(1);
  const written = files.map(([, file]) => readFileSync(join(folder, file), 'utf8'));
  const outputs = [stdout, stderr, ...written];
  expect(stdout).toContain('<identity owner>');
  // Reports escape what they show, which hides nothing: so their texts are read, too.
  const texts = [
    ...outputs,
    ...written.filter((text) => text.startsWith('{')).map((text) => JSON.stringify(JSON.parse(text))),
    ...written.map((text) => decodeEntities(text)),
  ];
  for (const text of texts) for (const spelling of spellings) expect(text.includes(spelling), spelling).toBe(false);
});

test('a text for which a regular expression would take years is judged, and Ctrl-C ends the run as ever', async () => {
  const suite = `suite: dialogporten/slow
title: Slow
scenarios:
  - id: slow
    title: A text that almost fits is judged
    steps:
      - { GET: /x, expect: [{ rule: DP-GET-001, status: 200, text: { matches: "(a|a)*(a|aa){1,20}b" } }] }
      - { GET: /wait, id: wait, expect: [{ rule: DP-GET-001, status: 200 }] }
`;
  writeFileSync(join(folder, 'slow.yaml'), suite);
  let child: ChildProcess | undefined;
  const url = await serve(({ url: path }) => {
    // What comes after the text is asked for only when that was judged.
    if (path === '/wait') child?.kill('SIGINT');
    const status = path?.includes('dead') ? 404 : 200;
    return {
      status,
      headers: { 'content-type': 'application/json' },
      body: path === '/x' ? 'a'.repeat(60_000) : '{"title":"x"}',
    };
  });
  const args = ['run', '--target', url, '--protocol', 'dialogporten', '--suites', 'slow.yaml', '--suite', 'slow'];
  child = startChild(process.execPath, [cliPath, ...args, '--reporter', 'json=slow.json'], {
    cwd: folder,
    env: { ...process.env, CONFORMANCE_CACHE: 'off' },
    stdio: 'ignore',
  });
  const code = await new Promise((resolve) => child?.on('close', resolve));
  const report = JSON.parse(readFileSync(join(folder, 'slow.json'), 'utf8')) as Report;
  expect(code).toBe(130);
  expect(report.targets[0]?.scenarios[0]?.assertions[0]).toMatchObject({ id: 'get/1', verdict: 'fail' });
});
