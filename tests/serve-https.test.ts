import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Agent, fetch } from 'undici';
import { afterAll, expect, test } from 'vitest';
import { createReferenceServer, loadCore, protocolIds } from '../mock-server/index.ts';
import { runCli, runCommand } from './support/run-node.ts';
import { startChild } from './support/start-child.ts';
import { tlsCertificate } from './support/tls-certificate.ts';

/* The reference server with https, over sockets: some clients speak nothing else. */
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'conformance-https-'));
const closing: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
  rmSync(folder, { recursive: true, force: true });
});

/** What a client gets that trusts this certificate besides the usual ones. */
async function getTrusting(ca: string | undefined, url: string, headers: Record<string, string> = {}) {
  const dispatcher = new Agent({ connect: ca === undefined ? {} : { ca } });
  closing.push(() => dispatcher.close());
  return await fetch(url, { dispatcher, headers });
}

test('every protocol answers by https to who trusts the certificate that was made, and to nobody else', async () => {
  const server = await createReferenceServer({ https: true });
  closing.push(() => server.stop());
  expect(server.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  for (const id of protocolIds) {
    const { example } = await loadCore(id);
    for (const host of ['127.0.0.1', 'localhost']) {
      const url = `https://${host}:${server.port}/${id}${example.target}`;
      const answer = await getTrusting(server.certificate, url, Object.fromEntries(example.headers));
      expect([id, answer.status]).toEqual([id, expect.toSatisfy((status: number) => status < 500)]);
      expect(answer.headers.get('conformance-rule')).not.toBeNull();
    }
  }
  await expect(getTrusting(undefined, server.url)).rejects.toThrow();
  expect(await (await getTrusting(server.certificate, `${server.url}/_conformance/health`)).json()).toMatchObject({});
});

test('addresses in answers name https', async () => {
  const server = await createReferenceServer({ https: true, protocols: ['dataverse'], root: 'dataverse' });
  closing.push(() => server.stop());
  const [field] = (await loadCore('dataverse')).credentials['caller'] ?? [];
  const answer = await getTrusting(server.certificate, `${server.url}/api/data/v9.2/accounts?$top=1`, {
    Authorization: field?.[1] ?? '',
  });
  expect(await answer.json()).toMatchObject({ '@odata.context': `${server.url}/api/data/v9.2/$metadata#accounts` });
});

test('a certificate of one’s own is taken, and one that does not fit its key is refused with the reason', async () => {
  const server = await createReferenceServer({ https: tlsCertificate, protocols: ['dab'] });
  closing.push(() => server.stop());
  expect(server.certificate).toBeUndefined();
  expect((await getTrusting(tlsCertificate.cert, `https://localhost:${server.port}/_conformance/health`)).status).toBe(
    200,
  );
  await expect(createReferenceServer({ https: { ...tlsCertificate, key: 'none' } })).rejects.toMatchObject({
    code: 'ERR_USAGE',
    message: expect.stringContaining('cannot be used'),
  });
});

test.skipIf(process.platform === 'win32')('serve --https says how clients trust it, and they do', async () => {
  const child = startChild(process.execPath, [main, 'serve', 'dataverse', '--https', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CONFORMANCE_CACHE: folder },
  });
  let stdout = '';
  await new Promise<void>((resolve) => {
    child.stdout?.on('data', (chunk) => {
      stdout += chunk;
      if (stdout.includes('curl')) resolve();
    });
  });
  const [, url = ''] = /Listening on (https:\S+)/.exec(stdout) ?? [];
  const [, file = ''] = /NODE_EXTRA_CA_CERTS=(\S+)/.exec(stdout) ?? [];
  expect(stdout).toContain(`--cacert ${file}`);
  const script = `fetch(${JSON.stringify(`${url}/api/data/v9.2/WhoAmI`)}, { headers: { Authorization: 'Bearer any' } })
    .then((answer) => process.stdout.write(String(answer.status)), (error) => process.stdout.write(error.cause.code));`;
  const asked = async (env: Record<string, string>): Promise<string> =>
    (await runCommand(process.execPath, ['-e', script], { cwd: folder, env: { ...process.env, ...env } })).stdout;
  expect(await asked({ NODE_EXTRA_CA_CERTS: file })).toBe('200');
  expect(await asked({})).toMatch(/CERT|SIGNED/);
  const identities = [
    '--identity',
    'caller=Authorization: Bearer dataverse-caller',
    '--identity',
    'reader=Authorization: Bearer dataverse-reader',
  ];
  const judged = await runCli(
    ['run', '--target', url, '--protocol', 'dataverse', ...identities, '--suite', 'update', '--ca', file],
    { cwd: folder },
  );
  expect(judged.stdout).toContain('Verdict: partial');
  expect(judged.code).toBe(0);
  const ended = new Promise((resolve) => child.on('close', resolve));
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(existsSync(file)).toBe(false);
});

test('serve refuses a certificate without its key, and files that are none', async () => {
  const alone = await runCli(['serve', '--cert', 'cert.pem'], { cwd: folder });
  expect([alone.code, alone.stderr]).toEqual([2, expect.stringContaining('--cert and --key go together')]);
  const missing = await runCli(['serve', '--cert', 'cert.pem', '--key', 'key.pem'], { cwd: folder });
  expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('--cert cert.pem cannot be read')]);
  writeFileSync(join(folder, 'cert.pem'), tlsCertificate.cert);
  writeFileSync(join(folder, 'key.pem'), 'no key');
  const odd = await runCli(['serve', '--cert', 'cert.pem', '--key', 'key.pem', '--port', '0'], { cwd: folder });
  expect([odd.code, odd.stderr]).toEqual([2, expect.stringContaining('cannot be used')]);
});
