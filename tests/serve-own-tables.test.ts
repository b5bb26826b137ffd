import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createReferenceServer } from '../mock-server/index.ts';
import { runInside } from './support/run-inside.ts';
import { cliPath, quietEnv, runCli } from './support/run-node.ts';
import { startChild } from './support/start-child.ts';

/* `serve dab --config`: somebody else's configuration over somebody else's tables. */
const folder = mkdtempSync(join(tmpdir(), 'conformance-own-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function serve(...args: readonly string[]): Promise<{ readonly url: string; readonly said: string }> {
  const child = startChild(process.execPath, [cliPath, 'serve', 'dab', '--port', '0', ...args], {
    cwd: folder,
    env: { ...process.env, ...quietEnv },
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => {
        said += chunk;
        if (said.includes('curl')) setTimeout(resolve, 50);
      });
    child.on('close', () => reject(new Error(said)));
  });
  return { url: /Listening on (\S+)/.exec(said)?.[1] ?? '', said };
}

const page = readFileSync(new URL('../docs/reference-server.md', import.meta.url), 'utf8');
const block = (language: string): string => new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(page)?.[1] ?? '';

test('the example of the page is served as it says', async () => {
  writeFileSync(join(folder, 'schema.sql'), block('sql'));
  writeFileSync(join(folder, 'dab-config.json'), block('jsonc'));
  const { url } = await serve('--config', 'dab-config.json', '--ddl', 'schema.sql');
  const asked = (method: string, path: string, body?: object, role?: string): Promise<Response> =>
    fetch(`${url}/api/sales/orders${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', ...(role !== undefined && { 'X-MS-API-ROLE': role }) },
      ...(body && { body: JSON.stringify(body) }),
    });
  expect((await asked('POST', '', { number: 'A-1', total: 50 })).status).toBe(403);
  expect((await asked('POST', '', { number: 'A-1', total: 50 }, 'clerk')).status).toBe(201);
  expect((await asked('PATCH', '/id/1', { total: 250 }, 'clerk')).status).toBe(200);
  // Now it is a large one.
  expect((await asked('PATCH', '/id/1', { total: 1 }, 'clerk')).ok).toBe(false);
  const listed = (await (await asked('GET', '?$select=id,number,total')).json()) as object;
  expect(listed).toEqual({ value: [{ id: 1, number: 'A-1', total: 250 }] });
});

test('the suites hold of the recorded configuration, read like anybody’s, over rows that were read', async () => {
  const observed = (name: string): string =>
    readFileSync(new URL(`../spec/dab/observed/${name}`, import.meta.url), 'utf8');
  for (const name of ['dab-config.json', 'fixture.sql']) writeFileSync(join(folder, name), observed(name));
  const bundled = await createReferenceServer({ protocols: ['dab'], root: 'dab' });
  const rows: Record<string, unknown> = {};
  for (const path of ['ReadVerbs', 'Books', 'Authors', 'Stocks', 'Comics', 'Samples', 'JsonDocs', 'storage/racks'])
    rows[path] = ((await (await fetch(`${bundled.url}/api/${path}`)).json()) as { value: unknown }).value;
  await bundled.stop();
  writeFileSync(join(folder, 'rows.json'), JSON.stringify(rows));
  const { url, said } = await serve('--config', 'dab-config.json', '--ddl', 'fixture.sql', '--seed', 'rows.json');
  expect(said).not.toContain('not done here');
  const { code, stdout } = await runInside(
    ['run', '--target', url, '--protocol', 'dab', '--suite', 'upsert', '--suite', 'if-match'],
    { cwd: folder },
  );
  expect(stdout).toContain('Verdict: partial');
  expect(code).toBe(0);
});

test('what does not fit is told by line, and what is not done at start', async () => {
  const config = block('jsonc');
  writeFileSync(
    join(folder, 'views.json'),
    config
      .replace('"rest": {', '"source": { "object": "v", "type": "view" }, "rest": {')
      .replace('"source": "public.orders",', ''),
  );
  const { said } = await serve('--config', 'views.json', '--ddl', 'schema.sql');
  expect(said).toContain('In the files, and not done here:\n  Order: a view as source\n');
  writeFileSync(join(folder, 'faulty.json'), config.replace('"order_number"', '"ordernumber"'));
  const refused = await runCli(['serve', 'dab', '--config', 'faulty.json', '--ddl', 'schema.sql'], { cwd: folder });
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('faulty.json:8:7: error: orders has no column "ordernumber"');
  const alone = await runCli(['serve', 'dab', '--config', 'faulty.json'], { cwd: folder });
  expect([alone.code, alone.stderr]).toEqual([2, expect.stringContaining('--config and --ddl go together')]);
});
