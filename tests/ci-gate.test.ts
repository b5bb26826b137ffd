import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReferenceServer, loadCore, type ReferenceServer } from '../mock-server/index.ts';
import { type Between, putBetween } from './support/put-between.ts';
import { runInside } from './support/run-inside.ts';
import { shellWords } from './support/shell-words.ts';

/* docs/gate: every command of every page in its order, in one folder, for an API with one bug; the gate is green at the end, and red when a second bug comes. */
const docs = fileURLToPath(new URL('../docs', import.meta.url));
const protocols = ['dab', 'dataverse', 'dialogporten', 'matrix42'];
/** The bug that each API has from the beginning. */
const first: Record<string, Between> = {
  dab: () => ({ without: ['location'] }),
  dataverse: () => ({ without: ['odata-entityid'] }),
  dialogporten: ({ method }) => (method === 'GET' ? { without: ['etag'] } : undefined),
  matrix42: ({ method }) => (method === 'DELETE' ? { status: 500, body: '' } : undefined),
};
/** The second: nobody may change anything. */
const refusesUpdates: Between = ({ method }) =>
  method === 'PATCH' || method === 'PUT' ? { status: 500, body: '' } : undefined;
// The whole of a protocol takes up to most of a minute, four times.
const some: Record<string, string> = {
  dataverse: ' --suite upsert update representation',
  dab: ' --suite upsert keys bodies',
  dialogporten: ' --suite races reading patch',
};
const folders = new Map(protocols.map((id) => [id, mkdtempSync(join(tmpdir(), `conformance-gate-${id}-`))]));
let server: ReferenceServer;
let second = false;
let url: string;
let close: () => Promise<void>;
const env: NodeJS.ProcessEnv = { API_TOKEN: 'm42-api-token' };

beforeAll(async () => {
  server = await createReferenceServer({ protocols });
  ({ url, close } = await putBetween(server.url, (request) => {
    const [, id = ''] = (request.url ?? '').split('/');
    return (second ? refusesUpdates(request, '') : undefined) ?? first[id]?.(request, '');
  }));
  const tokenOf = async (id: string): Promise<string> => {
    const { credentials } = await loadCore(id);
    return (Object.values(credentials)[0]?.[0]?.[1] ?? '').replace(/^Bearer /, '');
  };
  env['OWNER_TOKEN'] = await tokenOf('dialogporten');
  env['DATAVERSE_TOKEN'] = await tokenOf('dataverse');
});
afterAll(async () => {
  await close();
  await server.stop();
  for (const folder of folders.values()) rmSync(folder, { recursive: true, force: true });
});

describe.each(protocols)('%s', (id) => {
  const page = readFileSync(join(docs, 'gate', `${id}.md`), 'utf8');
  const folder = folders.get(id) ?? '';
  const commands = [...page.matchAll(/^```sh\n(.*?)^```/gms)]
    .flatMap(([, text = '']) => text.trim().split('\n'))
    .filter((line) => line.startsWith('npx conformance'))
    .map((line) => line.replace('npx conformance ', ''));
  const run = (line: string) =>
    runInside(shellWords(line.startsWith('run') ? `${line}${some[id] ?? ''}` : line), { cwd: folder, env });

  beforeAll(() => {
    second = false;
    const [, config = ''] = /^```yaml\n(# conformance\.yaml\n.*?)^```/ms.exec(page) ?? [];
    writeFileSync(join(folder, 'conformance.yaml'), config.replaceAll('https://test.example', url));
  });

  test('the page leads to a green gate', { timeout: 240_000 }, async () => {
    expect(commands.map((line) => line.split(' ', 1)[0])).toEqual(['check', 'run', 'run', 'run']);
    const [check = '', quick = '', baseline = '', gate = ''] = commands;
    expect(await run(check)).toMatchObject({ code: 0, stderr: '' });
    // One bug: what fails is told.
    expect((await run(quick)).code).toBe(1);
    expect((await run(baseline)).stderr).toContain('known-failures.yaml');
    const green = await run(gate);
    expect([green.code, green.stderr]).toEqual([0, '']);
    expect(readFileSync(join(folder, 'reports/conformance.xml'), 'utf8')).toContain('<testsuites');
  });

  test('and goes red when something new breaks', { timeout: 120_000 }, async () => {
    second = true;
    expect((await run(`${commands.at(-1)} --fail-fast`)).code).toBe(1);
    second = false;
  });
});
