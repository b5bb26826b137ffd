import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Report } from '../core/report.ts';
import { createReferenceServer, loadCore, type ReferenceServer } from '../mock-server/index.ts';
import { type ForwardProxy, startForwardProxy } from './support/forward-proxy.ts';
import { runInside } from './support/run-inside.ts';
import { tlsCertificate } from './support/tls-certificate.ts';

/*
 * A target that is reached through a proxy only, by the built command line: its name is known to the proxy alone.
 */

const folder = mkdtempSync(join(tmpdir(), 'conformance-proxies-'));
const ca = join(folder, 'ca.pem');
const sockets = new Set<Socket>();
let server: ReferenceServer;
let identities: readonly string[];
let tlsPort: number;
let endTls: () => void;
let plain: ForwardProxy;
let tunnels: ForwardProxy;
let guarded: ForwardProxy;

beforeAll(async () => {
  server = await createReferenceServer({ protocols: ['matrix42'] });
  const { credentials } = await loadCore('matrix42');
  identities = Object.entries(credentials).flatMap(([id, fields]) =>
    fields.flatMap(([name, value]) => ['--identity', `${id}=${name}: ${value}`]),
  );
  const port = Number(new URL(server.url).port);
  const tls = createServer(tlsCertificate, (socket) => {
    const inner = connect(port, '127.0.0.1');
    for (const one of [socket, inner]) sockets.add(one.on('error', () => one.destroy()));
    socket.pipe(inner).pipe(socket);
  });
  await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve));
  tlsPort = (tls.address() as AddressInfo).port;
  endTls = () => tls.close();
  writeFileSync(ca, tlsCertificate.cert);
  plain = await startForwardProxy(port);
  tunnels = await startForwardProxy(tlsPort);
  guarded = await startForwardProxy(tlsPort, 'me:geheim-4711');
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  endTls();
  await Promise.all([plain, tunnels, guarded].map((proxy) => proxy.close()));
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  for (const proxy of [plain, tunnels, guarded]) proxy.asked.length = 0;
});

// A race among what is judged, as it makes its connections itself.
const selection = ['--suite', 'update', 'races'];

async function judge(target: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const run = ['run', '--target', target, '--protocol', 'matrix42', '--reporter', 'json=out.json', ...identities];
  const finished = await runInside([...run, ...selection, ...args], { cwd: folder, env });
  const text = readFileSync(join(folder, 'out.json'), 'utf8');
  return { ...finished, text, target: (JSON.parse(text) as Report).targets[0] };
}

describe('a target without TLS', () => {
  test('is asked for by its whole URL, in races, too', async () => {
    const { code, target } = await judge('http://api.test/matrix42', ['--proxy', plain.url]);
    expect(plain.asked.length).toBeGreaterThan(50);
    expect(plain.asked.every((line) => / http:\/\/api\.test\/matrix42\//.test(line))).toBe(true);
    expect(target?.scenarios.some(({ races, verdict }) => races.length > 0 && verdict === 'pass')).toBe(true);
    expect(target?.notes).toContain(`requests went through the proxy ${plain.url}`);
    expect(code).toBe(0);
  });

  test('goes by HTTP_PROXY, unless NO_PROXY names its host', async () => {
    const env = { HTTP_PROXY: plain.url };
    await judge(`${server.url}/matrix42`, [], env);
    expect(plain.asked.length).toBeGreaterThan(50);
    plain.asked.length = 0;
    const { code, target } = await judge(`${server.url}/matrix42`, [], { ...env, NO_PROXY: 'localhost,127.0.0.1' });
    expect(plain.asked).toEqual([]);
    expect(target?.notes).toBeUndefined();
    expect(code).toBe(0);
  });
});

describe('a target with TLS', () => {
  const target = 'https://api.test/matrix42';

  test('is reached through a tunnel, in races, too, and its certificate is checked', async () => {
    const { code, target: judged } = await judge(target, ['--ca', ca], { HTTPS_PROXY: tunnels.url });
    expect(new Set(tunnels.asked)).toEqual(new Set(['CONNECT api.test:443']));
    expect(judged?.scenarios.some(({ races, verdict }) => races.length > 0 && verdict === 'pass')).toBe(true);
    expect(code).toBe(0);
    const doubted = await judge(target, [], { HTTPS_PROXY: tunnels.url });
    expect(doubted.stdout).toContain('TLS fault');
    expect(doubted.code).toBe(3);
  });

  test('is not judged by a proxy that wants credentials; with them it is, and they are shown nowhere', async () => {
    const host = guarded.url.slice('http://'.length);
    const denied = await judge(target, ['--ca', ca], { HTTPS_PROXY: `http://me:wrong-0815@${host}` });
    expect(denied.stdout.replaceAll(/\s+/g, ' ')).toContain(
      `cannot be judged (proxy): the proxy ${guarded.url} answered 407: it wants credentials.`,
    );
    expect(denied.code).toBe(3);
    const admitted = await judge(target, ['--ca', ca, '--proxy', 'env:MY_PROXY'], {
      MY_PROXY: `http://me:geheim-4711@${host}`,
    });
    expect(admitted.code).toBe(0);
    for (const { stdout, stderr, text } of [denied, admitted]) {
      for (const secret of ['geheim-4711', 'wrong-0815', Buffer.from('me:geheim-4711').toString('base64')])
        expect(stdout + stderr + text).not.toContain(secret);
    }
  });
});

describe('what cannot be reached', () => {
  test('a proxy that is not there is told as such', async () => {
    const { code, stdout } = await judge('http://api.test/matrix42', ['--proxy', 'http://127.0.0.1:9']);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('the proxy http://127.0.0.1:9 cannot be reached');
    expect(code).toBe(3);
  });

  test('a proxy that is no URL is a wrong command line, and is not quoted', async () => {
    const args = ['run', '-t', 'http://api.test', '-p', 'matrix42', '--proxy', 'socks5://u:geheim-4711@x'];
    const { code, stderr } = await runInside(args);
    expect(stderr).toContain('--proxy takes the http or https URL of a proxy');
    expect(stderr).not.toContain('geheim');
    expect(code).toBe(2);
  });

  test('an http URL for a port that speaks TLS is told with the URL to try', async () => {
    const { code, stdout } = await judge(`http://127.0.0.1:${tlsPort}/matrix42`, []);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`If it speaks TLS: try https://127.0.0.1:${tlsPort}/matrix42.`);
    expect(code).toBe(3);
  });
});
