import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createReferenceServer, type ReferenceServer } from '../mock-server/index.ts';
import { runCommand } from './support/run-node.ts';

/* What docs/develop-a-client.md shows in other languages than JavaScript, which docs.test.ts runs. */
const page = readFileSync(new URL('../docs/develop-a-client.md', import.meta.url), 'utf8');
const block = (language: string): string => new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(page)?.[1] ?? '';

let server: ReferenceServer;
beforeAll(async () => {
  server = await createReferenceServer({
    protocols: ['dataverse'],
    root: 'dataverse',
    service: { token: { any: true } },
  });
});
afterAll(() => server.stop());

/** The program as it stands, but for the address. */
const located = (language: string): string => block(language).replaceAll('http://127.0.0.1:4010', server.url);

test.skipIf(process.platform === 'win32')('curl: somebody else is faster', async () => {
  const { stdout, stderr } = await runCommand('bash', ['-c', located('bash')]);
  expect([stdout, stderr]).toEqual(['412\n', '']);
});

test.skipIf(process.platform === 'win32')('Python: an old version is refused', async () => {
  const { stdout, stderr } = await runCommand('python3', ['-c', located('python')]);
  expect([stdout, stderr]).toEqual(['204\n412\n', '']);
});
