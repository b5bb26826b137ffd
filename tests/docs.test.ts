import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReferenceServer, loadCore, type ReferenceServer } from '../mock-server/index.ts';
import { ownSuite } from './support/own-suite.ts';
import { runInside } from './support/run-inside.ts';
import { cliPath, runCommand } from './support/run-node.ts';
import { shellWords } from './support/shell-words.ts';
import { startChild } from './support/start-child.ts';

/*
 * Every command, file and program that README and docs show is run as it stands; only the address of "your API" is
 * replaced by one that is there. docs/suite-language.md has a test of its own.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const pages = [
  'README.md',
  'docs/develop-a-client.md',
  'docs/judging-an-api.md',
  'docs/reference-server.md',
  'docs/reports.md',
];
const address = 'http://127.0.0.1:5000';

interface Block {
  readonly page: string;
  readonly language: string;
  readonly text: string;
}

const blocks = pages.flatMap((page): Block[] =>
  [...readFileSync(join(root, page), 'utf8').matchAll(/^```(\w+)\n(.*?)^```/gms)].map(
    ([, language = '', text = '']) => ({
      page,
      language,
      text,
    }),
  ),
);

/** "npx conformance …" lines, each one command, once; what a newcomer types before it ("npm ci &&") has been done. */
const shown = blocks
  .filter(({ language }) => language === 'sh')
  .flatMap(({ page, text }) =>
    text
      .replaceAll('\\\n', ' ')
      .split('\n')
      .filter((line) => line.includes('npx conformance'))
      .map((line) => ({ page, line: line.replace(/^.*npx conformance /, '').trim() })),
  );
const commands = [...new Map(shown.map((one) => [one.line, one])).values()];

const folder = mkdtempSync(join(tmpdir(), 'conformance-docs-'));
let server: ReferenceServer;
let renamed: string;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  server = await createReferenceServer({});
  const { defaultFeatures } = await loadCore('dab');
  renamed = `/~features=${[...defaultFeatures, 'other-base-path'].join(',')}`;
  const owner = (await loadCore('dialogporten')).credentials['owner']?.[0]?.[1] ?? '';
  env = {
    API_URL: `${server.url}/dialogporten`,
    TOKEN: owner.replace(/^Bearer /, ''),
    OWNER_AUTHORIZATION: `Authorization: ${owner}`,
  };
  mkdirSync(join(folder, 'my-suites/dab'), { recursive: true });
  writeFileSync(join(folder, 'my-suites/dab/orders.yaml'), ownSuite);
  writeFileSync(join(folder, 'known-failures.yaml'), 'known-failures: []\n');
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Your API, where the command says that it calls its base path otherwise, or not. */
function urlFor(line: string): string {
  const protocol = /--protocol (\w+)/.exec(line)?.[1] ?? 'dab';
  return `${server.url}${line.includes('/rest-api') ? renamed : ''}/${protocol}`;
}

describe('every command that is shown works', () => {
  // A plain `run` is a stage of npm test, and what the packed tarball is tried with (package.test.ts).
  test.each(commands.filter(({ line }) => !line.startsWith('serve') && line !== 'run'))(
    '$page: $line',
    async ({ line }) => {
      const { code, stderr } = await runInside(shellWords(line.replaceAll(address, urlFor(line))), {
        cwd: folder,
        env,
      });
      // What follows on the page names its target itself.
      if (line.startsWith('init')) rmSync(join(folder, 'conformance.yaml'));
      // Nothing to complain about; a baseline that was written is told there.
      expect(stderr.replace(/^.*known-failures\.yaml: .*\nWith it the gate ends in 0\.\n/, '')).toBe('');
      expect(code).toBe(0);
    },
  );

  test.each(commands.filter(({ line }) => line.startsWith('serve')))('$page: $line', async ({ line }) => {
    const args = [...shellWords(line), ...(line.includes('--port') ? [] : ['--port', '0'])];
    const child = startChild(process.execPath, [cliPath, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const said = await new Promise<string>((resolve) => {
        let text = '';
        child.stdout?.on('data', (chunk) => {
          text += chunk;
          if (text.includes('curl')) resolve(text);
        });
        child.on('close', () => resolve(text));
      });
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      expect((await fetch(`${url}/_conformance/health`)).status).toBe(200);
    } finally {
      child.kill();
    }
  });
});

test('conformance.yaml of the page is read from the working folder', async () => {
  const file = blocks.find(({ text }) => text.startsWith('# conformance.yaml'))?.text ?? '';
  writeFileSync(join(folder, 'conformance.yaml'), file.replaceAll(address, urlFor('/rest-api')));
  const { code, stdout, stderr } = await runInside(['run'], { cwd: folder });
  rmSync(join(folder, 'conformance.yaml'));
  expect(stderr).toBe('');
  expect(stdout).toContain('dab');
  expect(code).toBe(0);
});

describe('every program that is shown runs', () => {
  test.each(blocks.filter(({ language }) => language === 'ts'))('$page', async ({ text }) => {
    // From the package's own folder, which may import itself by name.
    const { code, stderr } = await runCommand(process.execPath, ['--input-type=module', '--eval', text], { cwd: root });
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });
});

test('pages show commands, programs and files at all', () => {
  expect(commands.length).toBeGreaterThanOrEqual(10);
  expect(blocks.filter(({ language }) => language === 'ts').length).toBeGreaterThanOrEqual(2);
});
