import { randomUUID } from 'node:crypto';
import { importPKCS8, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReferenceServer, type ReferenceServer } from '../index.ts';

/* The token endpoints over sockets: what they refuse, and what becomes of their tokens. */
const grant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const scope = 'digdir:dialogporten.serviceprovider';
let server: ReferenceServer;
let brief: ReferenceServer;
let keyId: string;
let privateKey: string;

beforeAll(async () => {
  server = await createReferenceServer({ service: { token: { any: true } } });
  brief = await createReferenceServer({ protocols: ['dialogporten'], tokens: { lifetimeSeconds: 1 } });
  const answer = await fetch(`${server.url}/_conformance/clients`);
  ({ keyId, privateKey } = (await answer.json()) as { keyId: string; privateKey: string });
});
afterAll(() => Promise.all([server.stop(), brief.stop()]));

interface Answer {
  readonly status: number;
  readonly error?: string;
  readonly error_description?: string;
  readonly access_token?: string;
}

async function ask(path: string, form: Record<string, string> | string, init: RequestInit = {}): Promise<Answer> {
  const body = new URLSearchParams(form);
  const response = await fetch(`${server.url}/_identity${path}`, { method: 'POST', body, ...init });
  expect(response.headers.get('cache-control')).toBe('no-store');
  return { status: response.status, ...((await response.json()) as object) };
}

async function sign(claims: JWTPayload, header: object = { kid: keyId }): Promise<string> {
  const at = Math.floor(Date.now() / 1000);
  return new SignJWT({ iat: at, exp: at + 60, jti: randomUUID(), ...claims })
    .setProtectedHeader({ alg: 'RS256', ...header })
    .sign(await importPKCS8(privateKey, 'RS256'));
}

const known = {
  grant_type: 'client_credentials',
  client_id: 'dataverse-caller',
  client_secret: 'dataverse-caller-secret',
};
const basic = (pair: string): Record<string, string> => ({
  Authorization: `Basic ${Buffer.from(pair).toString('base64')}`,
});

describe('client credentials', () => {
  const cases: readonly (readonly [
    title: string,
    form: Record<string, string> | string,
    init: RequestInit,
    status: number,
    error: string,
  ])[] = [
    ['GET', {}, { method: 'GET', body: null }, 405, 'invalid_request'],
    ['another media type', known, { headers: { 'Content-Type': 'application/json' } }, 400, 'invalid_request'],
    [
      'a parameter that comes twice',
      'grant_type=client_credentials&scope=a&scope=b&client_id=dataverse-caller&client_secret=x',
      {},
      400,
      'invalid_request',
    ],
    ['no grant', { ...known, grant_type: '' }, {}, 400, 'invalid_request'],
    ['another grant', { ...known, grant_type: 'password' }, {}, 400, 'unsupported_grant_type'],
    ['nobody', { grant_type: 'client_credentials' }, {}, 401, 'invalid_client'],
    ['an unknown client', { ...known, client_id: 'somebody' }, {}, 401, 'invalid_client'],
    ['a wrong secret', { ...known, client_secret: 'dataverse-caller-secres' }, {}, 401, 'invalid_client'],
    [
      'a secret in two ways',
      known,
      { headers: basic('dataverse-caller:dataverse-caller-secret') },
      400,
      'invalid_request',
    ],
    ['an unknown scope', { ...known, scope: 'dataverse more' }, {}, 400, 'invalid_scope'],
  ];
  test.each(cases)('%s is refused', async (_, form, init, status, error) => {
    const answer = await ask('/oauth/token', form, init);
    expect([answer.status, answer.error]).toEqual([status, error]);
    expect(answer.error_description).toMatch(/./);
  });

  test('a wrong secret as Basic is challenged', async () => {
    const body = new URLSearchParams({ grant_type: 'client_credentials' });
    const headers = basic('dataverse-caller:wrong');
    const response = await fetch(`${server.url}/_identity/oauth/token`, { method: 'POST', body, headers });
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="token"']);
  });

  test.each([
    ['signed by somebody else', {}, { kid: 'another' }, 'not registered'],
    ['for another audience', { aud: 'https://other.test' }, undefined, 'unexpected "aud" claim value'],
    [
      'that is over',
      { exp: Math.floor(Date.now() / 1000) - 5, iat: Math.floor(Date.now() / 1000) - 60 },
      undefined,
      'check failed',
    ],
    [
      'of the future',
      { iat: Math.floor(Date.now() / 1000) + 600, exp: Math.floor(Date.now() / 1000) + 660 },
      undefined,
      'of the future',
    ],
    ['that is good for a day', { exp: Math.floor(Date.now() / 1000) + 86_400 }, undefined, 'more than 600 seconds'],
    ['of one client about another', { sub: 'dataverse-reader' }, undefined, 'the same client'],
    ['without an id', { jti: undefined }, undefined, 'missing required "jti" claim'],
  ] as const)('an assertion %s is refused', async (_, claims, header, told) => {
    const own = {
      iss: 'dataverse-caller',
      sub: 'dataverse-caller',
      aud: `${server.url}/_identity/oauth/token`,
      ...claims,
    };
    const answer = await ask('/oauth/token', {
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await sign(own as JWTPayload, header),
    });
    expect([answer.status, answer.error]).toEqual([401, 'invalid_client']);
    expect(answer.error_description).toContain(told);
  });
});

describe('the JWT bearer grant', () => {
  const own = (claims: JWTPayload = {}): Promise<string> =>
    sign({ iss: 'dialogporten-owner', aud: `${server.url}/_identity/maskinporten/`, scope, ...claims });

  test('takes an assertion once', async () => {
    const assertion = await own();
    expect((await ask('/maskinporten/token', { grant_type: grant, assertion })).status).toBe(200);
    const again = await ask('/maskinporten/token', { grant_type: grant, assertion });
    expect(again).toMatchObject({
      status: 400,
      error: 'invalid_grant',
      error_description: 'the assertion was used before',
    });
  });

  test.each([
    ['no scope', { scope: undefined }, 'invalid_scope'],
    ['a scope of another client', { scope: `${scope}.admin` }, 'invalid_scope'],
    ['an unknown client', { iss: 'somebody' }, 'invalid_grant'],
    ['the token endpoint as audience', { aud: 'TOKEN' }, 'invalid_grant'],
    [
      'more than two minutes',
      { exp: Math.floor(Date.now() / 1000) + 121, iat: Math.floor(Date.now() / 1000) },
      'invalid_grant',
    ],
  ] as const)('refuses %s', async (_, claims, error) => {
    const aud = 'aud' in claims ? { aud: `${server.url}/_identity/maskinporten/token` } : {};
    const assertion = await own({ ...claims, ...aud } as JWTPayload);
    expect(await ask('/maskinporten/token', { grant_type: grant, assertion })).toMatchObject({ status: 400, error });
  });

  test('refuses what is no assertion', async () => {
    expect(await ask('/maskinporten/token', { grant_type: grant, assertion: 'a.b.c' })).toMatchObject({
      error: 'invalid_grant',
    });
    expect(await ask('/maskinporten/token', { grant_type: grant })).toMatchObject({ error: 'invalid_request' });
  });
});

describe('a token', () => {
  const dialog = (origin: string): string => `${origin}/dialogporten/api/v1/serviceowner/dialogs`;
  const accounts = (origin: string): string => `${origin}/dataverse/api/data/v9.2/accounts`;
  const get = async (url: string, token = ''): Promise<Response> =>
    fetch(url, { headers: { Authorization: `Bearer ${token}` } });
  const tokenOf = async (client: string, origin = server.url, more = {}): Promise<string> => {
    const body = new URLSearchParams({ ...known, client_id: client, client_secret: `${client}-secret`, ...more });
    const response = await fetch(`${origin}/_identity/oauth/token`, { method: 'POST', body });
    return ((await response.json()) as { access_token: string }).access_token;
  };

  test('is taken as that of the identity, with the scopes that were granted', async () => {
    expect((await get(dialog(server.url), await tokenOf('dialogporten-owner'))).status).toBe(200);
    const narrow = await tokenOf('dialogporten-owner', server.url, { scope });
    expect((await get(dialog(server.url), narrow)).status).toBe(403);
    const reader = await tokenOf('dataverse-reader');
    expect((await get(accounts(server.url), reader)).status).toBe(200);
    const write = await fetch(accounts(server.url), {
      method: 'POST',
      headers: { Authorization: `Bearer ${reader}`, 'Content-Type': 'application/json' },
      body: '{"name":"x"}',
    });
    expect(write.status).toBe(403);
  });

  test('of another protocol is refused, even where any token is taken', async () => {
    expect((await get(accounts(server.url), 'anything')).status).toBe(200);
    expect((await get(accounts(server.url), await tokenOf('dialogporten-owner'))).status).toBe(401);
  });

  test('that was revoked is refused; new ones are taken', async () => {
    const token = await tokenOf('dialogporten-owner');
    expect((await get(dialog(server.url), token)).status).toBe(200);
    await fetch(`${server.url}/_conformance/tokens`, { method: 'DELETE' });
    const refused = await get(dialog(server.url), token);
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer error="invalid_token"']);
    expect((await get(dialog(server.url), await tokenOf('dialogporten-owner'))).status).toBe(200);
  });

  test('that is over is refused', async () => {
    const token = await tokenOf('dialogporten-owner', brief.url);
    expect((await get(dialog(brief.url), token)).status).toBe(200);
    await expect.poll(async () => (await get(dialog(brief.url), token)).status, { timeout: 10_000 }).toBe(401);
  });

  test('that somebody changed is refused', async () => {
    const [header, payload, signature] = (await tokenOf('dialogporten-owner')).split('.');
    const claims = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()) as object;
    const changed = Buffer.from(JSON.stringify({ ...claims, exp: 4102444800 })).toString('base64url');
    expect((await get(dialog(server.url), `${header}.${changed}.${signature}`)).status).toBe(401);
  });
});
