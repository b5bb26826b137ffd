import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type TLSSocket } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createReferenceServer, loadCore, type ReferenceServer } from '../mock-server/index.ts';
import { signingCertificate, tlsClient } from './support/client-certificates.ts';
import { type ForwardProxy, startForwardProxy } from './support/forward-proxy.ts';
import { ownSuite } from './support/own-suite.ts';
import { runInside } from './support/run-inside.ts';
import { shellWords } from './support/shell-words.ts';
import { tlsCertificate } from './support/tls-certificate.ts';

/*
 * Every target file of docs/target-file.md and docs/credentials.md is looked at and run as it stands; only addresses are replaced by ones
 * that are there. Behind tls.example stands a server that demands a certificate, behind.example is known to the proxy alone.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'conformance-target-file-'));
const sockets = new Set<Socket>();
/** Common names of the certificates that were shown. */
const shown: string[] = [];
let server: ReferenceServer;
let proxy: ForwardProxy;
let tlsPort: number;
let endTls: () => void;
let replaced: readonly (readonly [RegExp, string])[];
let env: NodeJS.ProcessEnv;

const blocksOf = (page: string, language: string): readonly string[] =>
  [...readFileSync(join(root, page), 'utf8').matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
    ([, text = '']) => text,
  );
const pages = ['docs/target-file.md', 'docs/credentials.md'];
const files = pages.flatMap((page) => blocksOf(page, 'yaml').map((text) => ({ page, text })));
const hidden = /geheim-4711|word-4711|PRIVATE KEY|abcdefgh12345678/;

interface Target {
  readonly identities?: Readonly<Record<string, unknown>>;
}

const isFile = ({ text }: { readonly text: string }): boolean => text.startsWith('# conformance.yaml');

beforeAll(async () => {
  server = await createReferenceServer({ tokens: { certificate: signingCertificate.cert } });
  const port = Number(new URL(server.url).port);
  const demanding = { ...tlsCertificate, requestCert: true, rejectUnauthorized: true, ca: tlsClient.authority };
  const tls = createServer(demanding, (socket: TLSSocket) => {
    shown.push(String(socket.getPeerCertificate().subject.CN));
    const inner = connect(port, '127.0.0.1');
    for (const one of [socket, inner]) sockets.add(one.on('error', () => one.destroy()));
    socket.pipe(inner).pipe(socket);
  });
  tls.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve));
  tlsPort = (tls.address() as { port: number }).port;
  endTls = () => tls.close();
  proxy = await startForwardProxy(port, 'me:geheim-4711');
  const known = (await (await fetch(`${server.url}/_conformance/clients`)).json()) as {
    readonly keyId: string;
    readonly privateKey: string;
    readonly tenant: string;
  };
  const { features, defaultFeatures } = await loadCore('dab');
  const withFeatures = (change: (usual: readonly string[]) => readonly string[]): string =>
    `${server.url}/~features=${change(defaultFeatures)
      .filter((one) => features.includes(one))
      .join(',')}/dab`;
  replaced = [
    [
      /https:\/\/test\.example\/static-web-apps\/dab/g,
      withFeatures((usual) => [...usual.filter((one) => one !== 'simulator'), 'static-web-apps']),
    ],
    [/https:\/\/test\.example\/other-base-path\/dab/g, withFeatures((usual) => [...usual, 'other-base-path'])],
    [/https:\/\/test\.example/g, server.url],
    [/https:\/\/tls\.example/g, `https://localhost:${tlsPort}`],
    [/https:\/\/login\.example\/token/g, `${server.url}/_identity/oauth/token`],
    [
      /environment: test/g,
      `token-url: ${server.url}/_identity/maskinporten/token\n      issuer: ${server.url}/_identity/maskinporten/`,
    ],
    [/tenant: env:TENANT_ID/g, `tenant: env:TENANT_ID\n      authority: ${server.url}/_identity/entra`],
  ];
  env = {
    OWNER_TOKEN: 'so',
    ADMIN_AUTHORIZATION: 'Bearer adm',
    TOKEN: 'so',
    CLIENT_SECRET: 'dataverse-caller-secret',
    READER_SECRET: 'dataverse-reader-secret',
    DATAVERSE_TOKEN: 'dataverse-caller',
    KEY_ID: known.keyId,
    TENANT_ID: known.tenant,
    API_TOKEN: 'm42-api-token',
    SUBSCRIPTION_KEY: 'abcdefgh12345678',
    KEY_PASSPHRASE: 'word-4711',
    // As variables of CI systems often are.
    CLIENT_KEY: tlsClient.key.replaceAll('\n', '\\n'),
    COMPANY_PROXY: proxy.url.replace('//', '//me:geheim-4711@'),
  };
  const written: Readonly<Record<string, string>> = {
    'key.pem': known.privateKey,
    'ca.pem': tlsCertificate.cert,
    'print-token.mjs': "console.log(process.argv[3] === 'admin' ? 'adm' : 'so');\n",
    'my-suites/dab/orders.yaml': ownSuite,
  };
  mkdirSync(join(folder, 'my-suites/dab'), { recursive: true });
  for (const [name, text] of Object.entries(written)) writeFileSync(join(folder, name), text);
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  endTls();
  await proxy.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Writes a file of the page with addresses that are there, and the certificates that it means. */
function use(text: string): void {
  const [cert, key] = text.includes('entra:')
    ? [signingCertificate.cert, signingCertificate.key]
    : [tlsClient.cert, tlsClient.encryptedKey];
  writeFileSync(join(folder, 'client.pem'), cert);
  writeFileSync(join(folder, 'client.key'), key);
  const made = replaced.reduce((left, [from, to]) => left.replaceAll(from, to), text);
  writeFileSync(join(folder, 'conformance.yaml'), made);
}

/** A suite of each protocol that is over soon, and has a race where certificates and proxies are tried. */
const briefly: Readonly<Record<string, readonly string[]>> = {
  dab: ['--suite', 'dab/if-match'],
  dataverse: ['--suite', 'dataverse/delete'],
  dialogporten: ['--suite', 'dialogporten/reading'],
  matrix42: ['--suite', 'matrix42/headers'],
};

describe('every target file that is shown is looked at and run', () => {
  test.each(files.filter(isFile))('$page: $text', async ({ page, text }) => {
    use(text);
    shown.length = 0;
    proxy.asked.length = 0;
    const looked = await runInside(['check', '--json'], { cwd: folder, env });
    expect(looked.stderr).toBe('');
    const { targets } = JSON.parse(looked.stdout) as {
      readonly targets: readonly {
        readonly unreachable?: string;
        readonly identities: readonly {
          readonly identity: string;
          readonly state: string;
          readonly evidence: string;
        }[];
      }[];
    };
    expect(targets.flatMap(({ unreachable }) => unreachable ?? [])).toEqual([]);
    const states = targets.flatMap(({ identities }) => identities);
    for (const { identity, state, evidence } of states)
      if (state !== 'not given') expect([identity, state, evidence]).toEqual([identity, 'accepted', evidence]);
    const file = parse(text) as Target & { readonly targets?: readonly Target[] };
    const given = (file.targets ?? [file]).flatMap(({ identities = {} }) => Object.keys(identities));
    expect(states.filter(({ state }) => state === 'accepted').map(({ identity }) => identity)).toEqual(given);
    expect(looked.code).toBe(0);
    expect(looked.stdout).not.toMatch(hidden);
    // Runs with each way to get a token are in credentials.test.ts.
    if (page === 'docs/credentials.md') return;
    const protocol = /protocol: (\w+)/.exec(text)?.[1] ?? '';
    const suites = text.includes('targets:')
      ? Object.values(briefly)
          .flat()
          .filter((word) => word !== '--suite')
          .slice(0, 2)
      : text.includes('tls.example') || text.includes('behind.example')
        ? ['dab/races']
        : text.includes('suites:')
          ? ['dab/orders']
          : (briefly[protocol] ?? []).slice(1);
    const args = text.includes('production') ? ['--yes'] : [];
    const ran = await runInside(['run', '--suite', ...suites, ...args], { cwd: folder, env });
    expect(ran.stderr).toBe('');
    expect(ran.stdout).toContain('Verdict: partial');
    expect(ran.code).toBe(0);
    if (text.includes('tls.example')) expect(new Set(shown)).toEqual(new Set(['conformance']));
    expect(proxy.asked.length > 0).toBe(text.includes('behind.example'));
    expect(ran.stdout).not.toMatch(hidden);
  });
});

describe('every command that is shown works', () => {
  const commands = pages.flatMap((page) =>
    blocksOf(page, 'sh').flatMap((text) =>
      text
        .split('\n')
        .filter(Boolean)
        .map((line) => ({ page, line })),
    ),
  );
  test.each(commands)('$page: $line', async ({ page, line }) => {
    if (page === 'docs/target-file.md') use(files.find(({ text }) => text.includes('name: staging'))?.text ?? '');
    else rmSync(join(folder, 'conformance.yaml'), { force: true });
    const words = shellWords(
      line.replace('npx conformance ', '').replace('http://127.0.0.1:5000', `${server.url}/dialogporten`),
    );
    const { code, stdout, stderr } = await runInside(words, { cwd: folder, env });
    expect(stderr).toBe('');
    expect(stdout).toMatch(/(?:owner|caller): accepted/);
    expect(stdout).not.toContain('dab v2');
    expect(code).toBe(0);
  });
});

test('every key of the schema is on a page', () => {
  const { $defs } = JSON.parse(readFileSync(join(root, 'spec/schema/target.schema.json'), 'utf8')) as {
    readonly $defs: Readonly<Record<string, { readonly properties?: Readonly<Record<string, unknown>> }>>;
  };
  const shownKeys = files.map(({ text }) => text).join('\n');
  const keys = (name: string): readonly string[] => Object.keys($defs[name]?.properties ?? {});
  expect(keys('target').filter((key) => !new RegExp(`(?:^|[\\s{])${key}:`, 'm').test(shownKeys))).toEqual([]);
  expect(keys('identity').filter((key) => !new RegExp(`(?:^|[\\s{])${key}:`, 'm').test(shownKeys))).toEqual([]);
  expect(keys('tls').filter((key) => !new RegExp(`(?:^|[\\s{])${key}:`, 'm').test(shownKeys))).toEqual([]);
});

describe('a certificate of the client', () => {
  const target = (tls: string): void =>
    use(`# conformance.yaml\nprotocol: dab\nurl: https://tls.example/dab\ntls: ${tls}\n`);
  const told = (text: string): string => text.replaceAll(/\s+/g, ' ');

  test('is demanded: without one nothing is judged', async () => {
    target('{ ca: ca.pem }');
    const { code, stdout } = await runInside(['run', '--suite', 'dab/if-match'], { cwd: folder, env });
    expect(told(stdout)).toMatch(/cannot be judged \((?:TLS fault|connection reset)\)/);
    expect(code).toBe(3);
  });

  test('of the command line goes before that of the file, and a key of another one is refused', async () => {
    target('{ ca: ca.pem, certificate: missing.pem, key: missing.key }');
    const missing = await runInside(['run'], { cwd: folder, env });
    expect([missing.code, told(missing.stderr)]).toEqual([2, expect.stringContaining('tls.certificate')]);
    writeFileSync(join(folder, 'other.key'), signingCertificate.key);
    writeFileSync(join(folder, 'plain.key'), tlsClient.key);
    const run = ['run', '--suite', 'dab/if-match', '--cert', 'client.pem'];
    const wrong = await runInside([...run, '--key', 'other.key'], { cwd: folder, env });
    expect([wrong.code, told(wrong.stderr)]).toEqual([
      2,
      expect.stringContaining('--cert client.pem and its key cannot be used'),
    ]);
    const right = await runInside([...run, '--key', 'plain.key'], { cwd: folder, env });
    expect([right.code, right.stderr]).toEqual([0, '']);
    const lone = await runInside(run, { cwd: folder, env });
    expect([lone.code, told(lone.stderr)]).toEqual([2, expect.stringContaining('a certificate is shown with its key')]);
  });
});

describe('token endpoints are reached as the target is', () => {
  const at = (url: string, endpoint: string, more: string): void =>
    use(`# conformance.yaml
protocol: dataverse
url: ${url}/dataverse
${more}
identities:
  caller:
    oauth: { token-url: ${endpoint}/_identity/oauth/token, client-id: dataverse-caller, client-secret: env:CLIENT_SECRET }
`);
  const run = ['run', '--suite', 'dataverse/delete'];

  test('through its proxy', async () => {
    at('http://behind.example', server.url, 'proxy: env:COMPANY_PROXY');
    proxy.asked.length = 0;
    const { code, stderr } = await runInside(run, { cwd: folder, env });
    expect([code, stderr]).toEqual([0, '']);
    expect(proxy.asked[0]).toBe(`POST ${server.url}/_identity/oauth/token`);
  });

  test('by its authorities; at its own origin with its certificate, too, and elsewhere without', async () => {
    const tls = 'tls: { ca: ca.pem, certificate: client.pem, key: client.key, passphrase: env:KEY_PASSPHRASE }';
    at('https://tls.example', 'https://tls.example', tls);
    const own = await runInside(run, { cwd: folder, env });
    expect([own.code, own.stderr]).toEqual([0, '']);
    at('https://tls.example', `https://127.0.0.1:${tlsPort}`, tls);
    const elsewhere = await runInside(run, { cwd: folder, env });
    expect(elsewhere.code).toBe(3);
    expect(elsewhere.stdout.replaceAll(/\s+/g, ' ')).toContain(`https://127.0.0.1:${tlsPort}/_identity/oauth/token: `);
  });

  test('insecure is for the target alone', async () => {
    at('https://tls.example', `https://127.0.0.1:${tlsPort}`, 'tls: { insecure: true }');
    const { code, stdout } = await runInside(run, { cwd: folder, env });
    expect(code).toBe(3);
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /_identity\/oauth\/token: the TLS connection failed: self.signed certificate/,
    );
  });
});

describe('what the command line says goes before the file', () => {
  const told = (text: string): string => text.replaceAll(/\s+/g, ' ');
  const use2 = (more: string): void =>
    use(`# conformance.yaml\nprotocol: dab\nurl: https://test.example/dab\n${more}\n`);

  test('timeout, proxy, jobs, pace and headers', async () => {
    use2(
      'timeout: 1ms\nproxy: http://127.0.0.1:9\nrequests-per-second: 0.1\nheaders: { X-MS-API-ROLE: nobody-has-it }',
    );
    const file = await runInside(['check'], { cwd: folder, env });
    expect([file.code, told(file.stdout)]).toEqual([
      3,
      expect.stringContaining('the proxy http://127.0.0.1:9 cannot be reached'),
    ]);
    const args = ['--timeout', '30s', '--proxy', 'none', '--requests-per-second', '500', '--jobs', '4'];
    const role = ['-H', 'X-MS-API-ROLE: authenticated'];
    const run = await runInside(['run', '--suite', 'dab/if-match', ...args, ...role], { cwd: folder, env });
    expect([run.code, run.stderr]).toEqual([0, '']);
  });

  test('requests are sent as slowly as is asked for', async () => {
    use2('requests-per-second: 20\njobs: 8');
    const started = performance.now();
    const { stdout } = await runInside(['run', '--suite', 'dab/bodies', '--quick'], { cwd: folder, env });
    const [, requests = ''] = /, (\d+) requests/.exec(stdout) ?? [];
    expect(Number(requests)).toBeGreaterThan(20);
    expect(Number(requests) / ((performance.now() - started) / 1000)).toBeLessThan(21);
  });

  test('a name that no target has, and a name without a file', async () => {
    use(files.find(({ text }) => text.includes('name: staging'))?.text ?? '');
    const near = await runInside(['run', '--target', 'stagin'], { cwd: folder, env });
    expect([near.code, told(near.stderr)]).toEqual([2, expect.stringContaining('did you mean "staging"?')]);
    rmSync(join(folder, 'conformance.yaml'));
    const none = await runInside(['run', '--target', 'staging', '--protocol', 'dab'], { cwd: folder, env });
    expect([none.code, told(none.stderr)]).toEqual([2, expect.stringContaining('--target takes a URL')]);
  });
});
