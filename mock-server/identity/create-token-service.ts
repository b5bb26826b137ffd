import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { type HttpRequest, type HttpResponse, splitTarget } from '../../core/http.ts';
import type { ProtocolCore } from '../kernel/protocol-core.ts';
import { authenticateClient } from './authenticate-client.ts';
import { checkAssertion } from './check-assertion.ts';
import { type TokenClient, tokenClients } from './clients.ts';
import { checkGrant, grantedScopes, readForm, required, type TokenForm } from './read-form.ts';
import { registerKeys } from './registered-keys.ts';
import { refusalOf, TokenError, tokenAnswer } from './token-error.ts';

/** How tokens are given out. */
export interface TokenOptions {
  /** For how long a token is good; default: an hour. */
  readonly lifetimeSeconds?: number;
  /** PEM of a certificate by whose key clients may sign, too. */
  readonly certificate?: string;
}

/** The endpoints that give out tokens, and who knows their tokens. */
export interface TokenService {
  /** Answers a request to a path below the prefix. */
  answer(request: HttpRequest, origin: string): Promise<HttpResponse>;
  /** Who a token was given to; "bad" when it was and is good no longer, or not here; undefined: it is none of these tokens. */
  callerOf(token: string, protocol: string): Promise<TokenClient | 'bad' | undefined>;
  /** Clients, and the key that all of them may sign with. */
  clients(origin: string): object;
  /** Tokens that were given out are good no longer. */
  revoke(): void;
}

/** Where the endpoints are. */
const identityPrefix = '/_identity';

/** The tenant of the endpoint that is like Entra's. */
const tenant = '5eed0000-0000-4000-8000-00000000e27a';

const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** Makes the service with a key of its own, for the clients of these protocols. */
export async function createTokenService(
  cores: readonly ProtocolCore[],
  { lifetimeSeconds = 3600, certificate }: TokenOptions,
): Promise<TokenService> {
  const clients = tokenClients(cores);
  const registered = registerKeys(certificate);
  const signer = await generateKeyPair('ES256');
  const keyId = randomUUID();
  const seen = new Set<string>();
  let given = 0;
  let revoked = 0;

  const assertions = (audiences: readonly string[], code: string, longestSeconds: number) => ({
    audiences,
    longestSeconds,
    seen,
    code,
    keyFor: (header: Parameters<typeof registered.keyFor>[0]) => registered.keyFor(header, code),
  });
  const grant = async (client: TokenClient, issuer: string, scopes: readonly string[]): Promise<HttpResponse> => {
    const scope = scopes.join(' ');
    const at = Math.floor(Date.now() / 1000);
    const claims = { ...client.claims, scope, client_id: client.id, number: ++given };
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: keyId, typ: 'at+jwt' })
      .setIssuer(issuer)
      .setSubject(client.id)
      .setAudience(client.protocol)
      .setIssuedAt(at)
      // Never over before the lifetime is that it is told with.
      .setExpirationTime(Math.ceil(Date.now() / 1000 + lifetimeSeconds))
      .setJti(randomUUID())
      .sign(signer.privateKey);
    return tokenAnswer(200, { access_token: token, token_type: 'Bearer', expires_in: lifetimeSeconds, scope });
  };
  const byClient = async (request: HttpRequest, form: TokenForm, endpoint: string): Promise<TokenClient> =>
    authenticateClient(request, form, clients, assertions([endpoint], 'invalid_client', 600));

  const oauth = async (request: HttpRequest, issuer: string): Promise<HttpResponse> => {
    const form = readForm(request);
    const client = await byClient(request, form, `${issuer}/token`);
    checkGrant(form, 'client_credentials');
    return grant(client, issuer, grantedScopes(form.get('scope'), client.scopes));
  };
  const maskinporten = async (request: HttpRequest, issuer: string): Promise<HttpResponse> => {
    const form = readForm(request);
    checkGrant(form, jwtBearer);
    const ground = assertions([`${issuer}/`], 'invalid_grant', 120);
    const { iss, scope } = await checkAssertion(required(form, 'assertion'), ground);
    const client = clients.get(String(iss));
    if (client === undefined) throw new TokenError('invalid_grant', 'iss names no client that is known');
    if (typeof scope !== 'string' || scope === '')
      throw new TokenError('invalid_scope', 'the assertion asks for no scope');
    return grant(client, issuer, grantedScopes(scope, client.scopes));
  };
  const entra = async (request: HttpRequest, asked: string, origin: string): Promise<HttpResponse> => {
    const form = readForm(request);
    if (asked !== tenant)
      throw new TokenError('invalid_request', `AADSTS90002: Tenant '${asked}' not found. There is: ${tenant}`);
    checkGrant(form, 'client_credentials');
    const issuer = `${origin}${identityPrefix}/entra/${tenant}`;
    const client = await byClient(request, form, `${issuer}/oauth2/v2.0/token`);
    const scope = required(form, 'scope');
    if (scope !== `${origin}/.default`)
      throw new TokenError(
        'invalid_scope',
        `AADSTS1002012: The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (${origin}/.default).`,
      );
    return grant(client, issuer, client.scopes);
  };
  const route = async (request: HttpRequest, origin: string): Promise<HttpResponse> => {
    const path = splitTarget(request.target).path.slice(identityPrefix.length);
    const issuer = `${origin}${identityPrefix}`;
    if (path === '/oauth/token') return oauth(request, `${issuer}/oauth`);
    if (path === '/maskinporten/token') return maskinporten(request, `${issuer}/maskinporten`);
    const [, asked] = /^\/entra\/([^/]+)\/oauth2\/v2\.0\/token$/.exec(path) ?? [];
    if (asked !== undefined) return entra(request, asked, origin);
    if (path === '/jwks') {
      const key = { ...(await exportJWK(signer.publicKey)), kid: keyId, alg: 'ES256', use: 'sig' };
      return tokenAnswer(200, { keys: [key] });
    }
    throw new TokenError('invalid_request', `there is no endpoint ${path}`, { status: 404 });
  };

  return {
    answer: async (request, origin) => {
      try {
        return await route(request, origin);
      } catch (error) {
        if (error instanceof TokenError) return refusalOf(error);
        throw error;
      }
    },
    callerOf: async (token, protocol) => {
      if (!isOurs(token, keyId)) return undefined;
      const verified = await jwtVerify(token, signer.publicKey, { audience: protocol }).catch(() => undefined);
      if (verified === undefined || Number(verified.payload['number']) <= revoked) return 'bad';
      return clients.get(String(verified.payload.sub)) ?? 'bad';
    },
    clients: (origin) => ({
      endpoints: {
        oauth: `${origin}${identityPrefix}/oauth/token`,
        maskinporten: `${origin}${identityPrefix}/maskinporten/token`,
        entra: `${origin}${identityPrefix}/entra/${tenant}/oauth2/v2.0/token`,
      },
      tenant,
      keyId: registered.keyId,
      privateKey: registered.privateKey,
      clients: [...clients.values()].map(({ id, secret, scopes }) => ({ id, secret, scopes })),
    }),
    revoke: () => {
      revoked = given;
    },
  };
}

/** Is it signed with this key, as it says? */
function isOurs(token: string, keyId: string): boolean {
  const [header = ''] = token.split('.', 1);
  try {
    const read: unknown = JSON.parse(Buffer.from(header, 'base64url').toString('utf8'));
    return (read as { readonly kid?: unknown } | null)?.kid === keyId;
  } catch {
    return false;
  }
}
