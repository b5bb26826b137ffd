import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Report } from '../core/report.ts';
import { createReferenceServer, type ReferenceServer } from '../mock-server/index.ts';
import { signingCertificate } from './support/client-certificates.ts';
import { runInside } from './support/run-inside.ts';
import { runCli } from './support/run-node.ts';
import { type TokenWatch, watchTokens } from './support/watch-tokens.ts';

/*
 * Every way to get a token, by the built command line, over sockets, from the token endpoints of the reference server. What goes by is watched: none of it
 * is printed or written anywhere.
 */
const folder = mkdtempSync(join(tmpdir(), 'conformance-credentials-'));
const journals = join(folder, 'journals');
const scope = 'digdir:dialogporten.serviceprovider';
let server: ReferenceServer;
let watch: TokenWatch;
let keyId: string;
let tenant: string;

beforeAll(async () => {
  server = await createReferenceServer({
    protocols: ['dab', 'dataverse', 'dialogporten', 'matrix42'],
    tokens: { certificate: signingCertificate.cert },
  });
  const answer = await fetch(`${server.url}/_conformance/clients`);
  const known = (await answer.json()) as { keyId: string; privateKey: string; tenant: string };
  ({ keyId, tenant } = known);
  writeFileSync(join(folder, 'key.pem'), known.privateKey);
  writeFileSync(join(folder, 'signing.key'), signingCertificate.key);
  writeFileSync(join(folder, 'signing.pem'), signingCertificate.cert);
  mkdirSync(journals);
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  watch = await watchTokens(server.url);
  return () => watch.close();
});

const secret = 'geheim-0815-4711-unverwechselbar';
const env = (): NodeJS.ProcessEnv => ({
  CONFORMANCE_JOURNALS: journals,
  OAUTH_SECRET: 'dataverse-caller-secret',
  OWNER_SECRET: 'dialogporten-owner-secret',
  WRONG_SECRET: secret,
  API_TOKEN: 'm42-api-token',
  OWNER_TOKEN: 'so',
});

/** Writes the target file: `identities` in the indentation of a list of two spaces. */
function target(protocol: string, identities: string, more = '', path = `/${protocol}`): void {
  const text = `protocol: ${protocol}\nurl: ${watch.url}${path}\n${more}identities:\n${identities}\n`;
  writeFileSync(join(folder, 'conformance.yaml'), text.replaceAll('ORIGIN', watch.url));
}

interface Ran {
  readonly code: number | null;
  /** All that was printed or written. */
  readonly all: string;
  /** In one line, as lines break anywhere. */
  readonly told: string;
  readonly report: Report | undefined;
}

async function cli(...args: readonly string[]): Promise<Ran> {
  for (const name of ['out.json', 'out.xml']) rmSync(join(folder, name), { force: true });
  const reporters =
    args[0] === 'run'
      ? ['--reporter', 'json=out.json', '--reporter', 'junit=out.xml', '-v', '--reporter', 'console']
      : [];
  const { code, stdout, stderr } = await runInside([...args, ...reporters], { cwd: folder, env: env() });
  const written = ['out.json', 'out.xml'].flatMap((name) => {
    try {
      return [readFileSync(join(folder, name), 'utf8')];
    } catch {
      return [];
    }
  });
  const kept = readdirSync(journals).map((name) => readFileSync(join(journals, name), 'utf8'));
  const all = [stdout, stderr, ...written, ...kept].join('\n');
  return {
    code,
    all,
    told: `${stdout} ${stderr}`.replaceAll(/\s+/g, ' '),
    report: written[0]?.startsWith('{') ? (JSON.parse(written[0]) as Report) : undefined,
  };
}

function expectNoSecret({ all }: Ran): void {
  expect(watch.secrets.size).toBeGreaterThan(0);
  for (const seen of [...watch.secrets, secret, 'dataverse-caller-secret', 'm42-api-token', 'PRIVATE KEY']) {
    // Suites name short ones themselves, which nobody knows.
    if (seen.length > 12) expect(all).not.toContain(seen);
    if (seen.length > 40) expect(all).not.toContain(seen.slice(-30));
  }
}

const dataverse = (form: string): void => target('dataverse', `  caller:\n    ${form}`);
const oauth = (proof: string): string =>
  `oauth: { token-url: ORIGIN/_identity/oauth/token, client-id: dataverse-caller, ${proof} }`;
const entra = (proof: string): string =>
  `entra: { authority: ORIGIN/_identity/entra, tenant: ${tenant}, client-id: dataverse-caller, ${proof} }`;

describe('a token is fetched, taken, fetched once and shown nowhere', () => {
  const suite: Readonly<Record<string, readonly string[]>> = {
    dataverse: ['--suite', 'dataverse/delete'],
    dialogporten: ['--suite', 'dialogporten/reading'],
    matrix42: ['--suite', 'matrix42/headers'],
  };
  const node = JSON.stringify(process.execPath);
  const forms: readonly (readonly [
    title: string,
    protocol: string,
    form: () => string,
    told: string,
    requests: number,
  ])[] = [
    ['bearer of the environment', 'dialogporten', () => 'bearer: env:OWNER_TOKEN', '', 0],
    [
      'bearer of a command',
      'dialogporten',
      () => `bearer: { command: [${node}, -p, '"so"'], lifetime: 10m }`,
      `token of the command ${process.execPath}, good for 10 min`,
      0,
    ],
    [
      'bearer of a line of the shell',
      'dialogporten',
      () => `bearer: { shell: 'echo "Bearer so"' }`,
      'token of the command a line of the shell',
      0,
    ],
    [
      'oauth, secret in the body',
      'dataverse',
      () => oauth('client-secret: env:OAUTH_SECRET'),
      'client credentials from ',
      1,
    ],
    [
      'oauth, secret as Basic',
      'dataverse',
      () => oauth('client-secret: env:OAUTH_SECRET, client-auth: basic'),
      'client credentials from ',
      1,
    ],
    [
      'oauth, private key',
      'dataverse',
      () => oauth(`private-key: key.pem, key-id: ${keyId}, scope: dataverse`),
      'client credentials from ',
      1,
    ],
    [
      'oauth, private key with PSS',
      'dataverse',
      () => oauth(`private-key: key.pem, key-id: ${keyId}, algorithm: PS256`),
      'client credentials from ',
      1,
    ],
    ['entra, secret', 'dataverse', () => entra('client-secret: env:OAUTH_SECRET'), 'client credentials from ', 1],
    [
      'entra, certificate',
      'dataverse',
      () => entra('private-key: signing.key, certificate: signing.pem'),
      'client credentials from ',
      1,
    ],
    [
      'maskinporten, registered key',
      'dialogporten',
      () =>
        `maskinporten: { token-url: ORIGIN/_identity/maskinporten/token, issuer: ORIGIN/_identity/maskinporten/, client-id: dialogporten-owner, private-key: key.pem, key-id: ${keyId}, scope: [${scope}, ${scope}.search] }`,
      'JWT bearer grant from ',
      1,
    ],
    [
      'maskinporten, certificate',
      'dialogporten',
      () =>
        `maskinporten: { token-url: ORIGIN/_identity/maskinporten/token, issuer: ORIGIN/_identity/maskinporten/, client-id: dialogporten-owner, private-key: signing.key, certificate: signing.pem, scope: ${scope} ${scope}.search }`,
      'JWT bearer grant from ',
      1,
    ],
    // The protocol has a probe and a scenario that exchange a token themselves.
    ['matrix42', 'matrix42', () => 'matrix42: { api-token: env:API_TOKEN }', 'token exchange from ', 1],
  ];
  test.each(forms)('%s', async (_, protocol, form, told, requests) => {
    target(protocol, `  ${protocol === 'dialogporten' ? 'owner' : 'caller'}:\n    ${form()}`);
    const looked = await cli('check');
    expect(looked.told).toMatch(/(?:owner|caller): accepted \(/);
    expect(looked.told).toContain(told);
    expect(looked.code).toBe(0);
    expect(watch.tokenRequests).toHaveLength(requests);
    watch.tokenRequests.length = 0;
    const ran = await cli('run', ...(suite[protocol] ?? []));
    expect([ran.code, ran.report?.verdict]).toEqual([0, 'partial']);
    expect(ran.report?.targets[0]?.scenarios.some(({ verdict }) => verdict === 'pass')).toBe(true);
    // Eight scenarios at the same time, one token.
    const own = watch.tokenRequests.filter(
      (line) => !line.includes('/m42Services/') || line.includes('FromApiToken/ '),
    );
    expect(own.map((line) => line.slice(-3))).toEqual(Array.from({ length: requests }, () => '200'));
    expectNoSecret(looked);
    expectNoSecret(ran);
  });
});

test('Data API builder: a role, and a user of Static Web Apps who holds it', async () => {
  const features =
    'rest,strict-body,production-messages,postgresql,roles,static-web-apps,filters,sorting,paging,selection';
  const path = `/~features=${features}/dab`;
  target(
    'dab',
    '  caller: { static-web-apps: { roles: [writer], user-details: me@example.test } }\n  reader: { role: readonly, static-web-apps: { roles: [readonly] } }',
    '',
    path,
  );
  const looked = await cli('check');
  expect(looked.told).toContain('caller: accepted');
  expect(looked.told).toContain('reader: accepted');
  const principal = Buffer.from(
    '{"identityProvider":"aad","userId":"conformance","userDetails":"me@example.test","userRoles":["anonymous","authenticated","writer"],"claims":[]}',
  ).toString('base64');
  const ran = await cli('run', '--suite', 'dab/if-match');
  expect(ran.code).toBe(0);
  expect(ran.all).not.toContain(principal);
  // A role that the user does not hold is refused, and told.
  target('dab', '  caller: { role: admin, static-web-apps: { roles: [readonly] } }', '', path);
  const refused = await cli('run', '--suite', 'dab/if-match');
  expect(refused.told).toContain('it acted in the role admin');
  expect(refused.code).toBe(3);
});

describe('a token that cannot be had', () => {
  const cases: readonly (readonly [title: string, form: () => string, told: string | RegExp])[] = [
    [
      'a wrong secret',
      () => oauth('client-secret: env:WRONG_SECRET'),
      'answered 401 invalid_client: the client is not known, or its secret is another one',
    ],
    [
      'the same as Basic',
      () => oauth('client-secret: env:WRONG_SECRET, client-auth: basic'),
      'answered 401: it does not take the credentials of the client',
    ],
    [
      'a scope that the client may not have',
      () => oauth('client-secret: env:OAUTH_SECRET, scope: everything'),
      'answered 400 invalid_scope: the client may not ask for the scope everything',
    ],
    [
      'a tenant that is not there',
      () => entra('client-secret: env:OAUTH_SECRET').replace(tenant, 'nowhere'),
      "AADSTS90002: Tenant 'nowhere' not found",
    ],
    [
      'a scope of another resource',
      () => entra('client-secret: env:OAUTH_SECRET, scope: https://other.test/.default'),
      'answered 400 invalid_scope: AADSTS1002012',
    ],
    [
      'a key that is not registered',
      () => oauth('private-key: signing.key, key-id: mine'),
      'answered 401 invalid_client: the key of the assertion is not registered',
    ],
    [
      'an assertion for another audience',
      () => oauth(`private-key: key.pem, key-id: ${keyId}, assertion-audience: https://other.test/`),
      /answered 401 invalid_client: the assertion is not good: unexpected "aud" claim value/,
    ],
    [
      'a key that does not fit its certificate',
      () => entra('private-key: key.pem, certificate: signing.pem'),
      'the certificate is of another key than the private key',
    ],
    [
      'an endpoint that is none',
      () => oauth('client-secret: env:OAUTH_SECRET').replace('/oauth/token', '/nothing'),
      /answered 404 invalid_request|answered 404/,
    ],
    [
      'nobody there',
      () => oauth('client-secret: env:OAUTH_SECRET').replace('ORIGIN', 'http://127.0.0.1:9'),
      'http://127.0.0.1:9/_identity/oauth/token: the connection was refused',
    ],
    [
      'a command that fails',
      () =>
        `bearer: { command: [${JSON.stringify(process.execPath)}, -e, 'console.log("${secret}"); console.error("log in first"); process.exit(3)'] }`,
      'ended with 3: log in first',
    ],
    [
      'a command that there is not',
      () => 'bearer: { command: [no-such-program-4711] }',
      'cannot be started: there is no such program',
    ],
    [
      'a command that prints a page',
      () => `bearer: { command: [${JSON.stringify(process.execPath)}, -e, 'console.log("<p>${secret} </p>")'] }`,
      'printed something else than one token',
    ],
  ];
  test.each(cases)('%s: ends in 3 before anything is sent', async (_, form, told) => {
    dataverse(form());
    const sent: string[] = [];
    watch.answer = (method, path) => void sent.push(`${method} ${path}`);
    const ran = await cli('run', '--suite', 'dataverse/delete');
    expect(ran.told).toContain('there is no token for the identity "caller"');
    if (typeof told === 'string') expect(ran.told).toContain(told);
    else expect(ran.told).toMatch(told);
    expect(ran.code).toBe(3);
    expect(sent).toEqual([]);
    expect(ran.all).not.toContain(secret);
    expect((await cli('check')).code).toBe(3);
  });

  test('an API token that is not good, as tenants answer it: 200 and null', async () => {
    target('matrix42', '  caller:\n    matrix42: { api-token: env:WRONG_SECRET }');
    const ran = await cli('run', '--suite', 'matrix42/headers');
    expect(ran.told).toContain('answered 200 and null: the API token is not taken');
    expect([ran.code, ran.all.includes(secret)]).toEqual([3, false]);
  });

  test('a redirect is not followed: the secret goes to the named address alone', async () => {
    const { createServer } = await import('node:http');
    const seen: string[] = [];
    const other = createServer((request, response) => {
      seen.push(request.url ?? '');
      response.writeHead(307, { Location: `${watch.url}/_identity/oauth/token?secret=${secret}` }).end();
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    dataverse(oauth('client-secret: env:OAUTH_SECRET').replace('ORIGIN', `http://127.0.0.1:${port}`));
    const ran = await cli('run', '--suite', 'dataverse/delete');
    other.close();
    expect(ran.told).toContain(`answered 307, a redirect to ${watch.url}, which is not followed`);
    expect([ran.code, seen.length, watch.tokenRequests, ran.all.includes(secret)]).toEqual([3, 1, [], false]);
  });

  test('no secret is sent in plain text, except on this machine', async () => {
    dataverse('oauth: { token-url: http://login.example.test/token, client-id: a, client-secret: env:OAUTH_SECRET }');
    const ran = await cli('run');
    expect(ran.told).toContain('secrets are sent to https only, or to this machine, not to http://login.example.test');
    expect(ran.code).toBe(2);
  });
});

describe('while a run lasts', () => {
  test('tokens are renewed before they end', async () => {
    const brief = await createReferenceServer({ protocols: ['dataverse'], tokens: { lifetimeSeconds: 4 } });
    const seen = await watchTokens(brief.url);
    const refused: number[] = [];
    try {
      writeFileSync(
        join(folder, 'conformance.yaml'),
        `protocol: dataverse\nurl: ${seen.url}/dataverse\nrequests-per-second: 12\nidentities:\n  caller:\n    ${oauth('client-secret: env:OAUTH_SECRET')}\n`.replaceAll(
          'ORIGIN',
          seen.url,
        ),
      );
      const ran = await cli('run', '--suite', 'dataverse/delete');
      const exchanges = ran.report?.targets[0]?.scenarios.flatMap((scenario) => scenario.exchanges) ?? [];
      for (const { response, request } of exchanges)
        if (response?.status === 401 && request.headers.some(([name]) => name === 'Authorization')) refused.push(401);
      expect(ran.code).toBe(0);
      expect(seen.tokenRequests.length).toBeGreaterThan(1);
      expect(refused).toEqual([]);
      for (const token of seen.secrets) expect(ran.all).not.toContain(token);
    } finally {
      await seen.close();
      await brief.stop();
    }
  });

  test('a token that cannot be renewed ends the run in 3, once it is over', async () => {
    const brief = await createReferenceServer({ protocols: ['dataverse'], tokens: { lifetimeSeconds: 3 } });
    const seen = await watchTokens(brief.url);
    try {
      const identity = `  caller:\n    ${oauth('client-secret: env:OAUTH_SECRET')}\n`.replaceAll('ORIGIN', seen.url);
      const text = `protocol: dataverse\nurl: ${seen.url}/dataverse\nrequests-per-second: 20\nidentities:\n${identity}`;
      writeFileSync(join(folder, 'conformance.yaml'), text);
      seen.answer = () => {
        seen.gone = true;
        return undefined;
      };
      const ran = await cli('run', '--suite', 'dataverse/update');
      expect(ran.told).toContain(
        `there is no token for the identity "caller": ${seen.url}/_identity/oauth/token answered 503`,
      );
      expect(ran.report?.targets[0]?.rules.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
      expect([ran.code, seen.tokenRequests.length]).toEqual([3, 1]);
    } finally {
      await seen.close();
      await brief.stop();
    }
  });

  test('a token that the target echoes when it fails is in no report', async () => {
    dataverse(oauth('client-secret: env:OAUTH_SECRET'));
    watch.answer = (method) => (method === 'DELETE' ? { status: 500 } : undefined);
    const ran = await cli('run', '--suite', 'dataverse/delete');
    expect(ran.code).toBe(1);
    expect(ran.all).toContain('not <identity caller>');
    expect(ran.all).toContain('$TOKEN_CALLER');
    expectNoSecret(ran);
  });

  test.each([
    [
      'dataverse',
      401,
      { 'WWW-Authenticate': 'Bearer error="invalid_token", error_description="the token was revoked"' },
      'invalid_token, the token was revoked',
    ],
    [
      'dataverse',
      403,
      { 'WWW-Authenticate': 'Bearer error="insufficient_scope", scope="user_impersonation"' },
      'insufficient_scope, it wants the scope user_impersonation',
    ],
    ['dialogporten', 403, {}, `it needs the scopes ${scope} and ${scope}.search`],
    ['matrix42', 401, {}, 'its token: token exchange from '],
  ] as const)(
    '%s: credentials that are answered %i from some moment on end the run in 3, and no rule fails for it',
    async (protocol, status, headers, told) => {
      const identity = protocol === 'dialogporten' ? 'owner' : 'caller';
      const form =
        protocol === 'matrix42'
          ? 'matrix42: { api-token: env:API_TOKEN }'
          : protocol === 'dataverse'
            ? oauth('client-secret: env:OAUTH_SECRET')
            : 'bearer: env:OWNER_TOKEN';
      target(protocol, `  ${identity}:\n    ${form}`);
      let requests = 0;
      // What Dataverse says of a user without the privilege, in its own form.
      const error = { code: '0x80040220', message: 'Principal user is missing prvReadAccount privilege' };
      const own = protocol === 'dataverse' ? { body: JSON.stringify({ error }) } : {};
      const refused = { status, headers: { 'OData-Version': '4.0', ...headers }, ...own };
      watch.answer = () => (++requests > 120 ? refused : undefined);
      const ran = await cli('run');
      const [judged] = ran.report?.targets ?? [];
      expect(
        judged?.rules.filter(({ verdict }) => verdict === 'fail').map(({ rule, reason }) => [rule, reason]),
      ).toEqual([]);
      expect(judged?.unreachable).toContain(
        `any further (credentials): those of the identity "${identity}" were taken at first`,
      );
      expect(judged?.unreachable).toContain(told);
      // Those under way, and nothing after them.
      expect(judged?.scenarios.length).toBeLessThan(200);
      expect(ran.code).toBe(3);
      expectNoSecret(ran);
    },
  );
});

test('a token without a scope that its identity needs fails no rule: what is missing is told, and the rest is judged', async () => {
  const proof = `client-id: dialogporten-owner, client-secret: env:OWNER_SECRET, scope: ${scope}`;
  target('dialogporten', `  owner:\n    oauth: { token-url: ORIGIN/_identity/oauth/token, ${proof} }`);
  const lacks = `lacks the scope ${scope}.search`;
  const looked = await cli('check');
  expect(looked.told).toContain(`its token ${lacks}`);
  const ran = await cli('run', '--suite', 'dialogporten/lists', 'dialogporten/reading');
  const [judged] = ran.report?.targets ?? [];
  expect(judged?.rules.filter(({ verdict }) => verdict === 'fail').map(({ rule }) => rule)).toEqual([]);
  expect(judged?.rules.some(({ verdict }) => verdict === 'pass')).toBe(true);
  expect(ran.told).toContain(`the token of owner ${lacks}, which the identity needs`);
  expect(ran.code).toBe(3);
});

test('what a run has left is cleaned up with a token that is fetched for it', async () => {
  dataverse(oauth('client-secret: env:OAUTH_SECRET'));
  // Runs that lost their credentials could not clean up, and have left theirs.
  for (const name of readdirSync(journals)) rmSync(join(journals, name));
  const kept = await cli('run', '--suite', 'dataverse/delete', '--keep');
  expect(kept.code).toBe(0);
  expect(readdirSync(journals)).toHaveLength(1);
  watch.tokenRequests.length = 0;
  const cleaned = await cli('cleanup');
  expect(cleaned.told).toMatch(/[1-9]\d* removed/);
  expect([cleaned.code, readdirSync(journals), watch.tokenRequests]).toEqual([
    0,
    [],
    ['POST /_identity/oauth/token 200'],
  ]);
  for (const one of [kept, cleaned]) expectNoSecret(one);
});

test('who has no credentials is told what to write', async () => {
  writeFileSync(join(folder, 'conformance.yaml'), `protocol: dialogporten\nurl: ${watch.url}/dialogporten\n`);
  const ran = await cli('run', '--suite', 'dialogporten/reading');
  expect(ran.told).toContain(`--identity owner='Authorization: Bearer env:TOKEN'`);
  expect(ran.told).toContain('identities: { owner: { maskinporten: { environment: test,');
  expect(ran.code).toBe(3);
});

test('the command line goes before the file, for each identity', async () => {
  target('dialogporten', '  owner:\n    bearer: { command: [no-such-program-4711] }');
  const ran = await cli(
    'run',
    '--suite',
    'dialogporten/reading',
    '--identity',
    `owner=command: "${process.execPath}" -p '"so"'`,
  );
  expect(ran.code).toBe(0);
});

describe('what cannot be meant is refused with its place, and no secret is shown', () => {
  test.each([
    [`oauth: { token-url: https://a.test, client-id: b, client-secret: ${secret} }`, 'client-secret is not env:NAME'],
    [`bearer: ${secret}`, 'bearer is not env:NAME'],
    ['oauth: { token-url: https://a.test, client-id: b }', 'oauth proves who asks by client-secret or by private-key'],
    [
      'oauth: { token-url: https://a.test, client-id: b, client-secret: env:A, private-key: c.pem }',
      'oauth proves who asks by client-secret or by private-key',
    ],
    [
      'oauth: { token-url: https://a.test, client-id: b, client-secrt: env:A }',
      'unknown key "client-secrt" in client credentials (OAuth 2)',
    ],
    ['oath: { token-url: https://a.test }', 'did you mean "oauth"?'],
    [
      '{ bearer: env:A, entra: { tenant: a, client-id: b, client-secret: env:C } }',
      'an identity gets its token in one way, not by bearer and entra',
    ],
    ['{ bearer: env:A, Authorization: env:B }', 'bearer gives the Authorization of this identity already'],
    ['bearer: { lifetime: 5m }', 'a bearer token is printed by a command or by a line of the shell'],
    [
      'maskinporten: { client-id: a, private-key: k.pem, scope: s }',
      'maskinporten needs environment, or token-url and issuer',
    ],
    [
      'maskinporten: { environment: test, client-id: a, private-key: k.pem, scope: s }',
      'maskinporten knows a private-key by key-id or by certificate',
    ],
    ['entra: { tenant: a, client-id: b, private-key: k.pem }', 'entra knows a private-key by its certificate'],
    ['matrix42: { api-token: env:A, url: http://m42.example.test/x }', 'secrets are sent to https only'],
  ])('%s', async (form, told) => {
    const written = form.startsWith('{') ? `  caller: ${form}` : `  caller:\n    ${form}`;
    writeFileSync(
      join(folder, 'conformance.yaml'),
      `protocol: matrix42\nurl: https://x.test\nidentities:\n${written}\n`,
    );
    const ran = await cli('check');
    expect(ran.told).toContain(told);
    expect(ran.told).toContain('conformance.yaml:');
    expect([ran.code, ran.all.includes(secret)]).toEqual([2, false]);
  });
});

test('a run loads nothing of credentials that it does not use', async () => {
  const dist = new URL('../dist/', import.meta.url);
  const holds = (text: string): readonly string[] =>
    readdirSync(dist).filter(
      (name) => name.endsWith('.js') && readFileSync(new URL(name, dist), 'utf8').includes(text),
    );
  const libraries = [...holds('client_assertion_type'), ...holds('ERR_JWS_SIGNATURE_VERIFICATION_FAILED')];
  const keeping = holds('granted without the scope');
  expect(libraries.length).toBeGreaterThan(0);
  const loadedBy = async (form: string): Promise<readonly string[]> => {
    const coverage = mkdtempSync(join(folder, 'coverage-'));
    dataverse(form);
    const args = ['run', '--suite', 'dataverse/delete'];
    const { code } = await runCli(args, { cwd: folder, env: { ...env(), NODE_V8_COVERAGE: coverage } });
    expect(code).toBe(0);
    const written = readdirSync(coverage).map((name) => readFileSync(join(coverage, name), 'utf8'));
    return [...libraries, ...keeping].filter((name) => written.some((text) => text.includes(`/dist/${name}"`)));
  };
  expect(await loadedBy('Authorization: Bearer dataverse-caller')).toEqual([]);
  const command = `bearer: { command: [${JSON.stringify(process.execPath)}, -p, '"dataverse-caller"'] }`;
  expect(await loadedBy(command)).toEqual(keeping);
  expect(await loadedBy(oauth('client-secret: env:OAUTH_SECRET'))).toEqual(expect.arrayContaining([...keeping]));
});
