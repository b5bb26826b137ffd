import { timingSafeEqual } from 'node:crypto';
import { type HttpRequest, headerValue } from '../../core/http.ts';
import { type AssertionGround, checkAssertion } from './check-assertion.ts';
import type { TokenClient } from './clients.ts';
import type { TokenForm } from './read-form.ts';
import { TokenError } from './token-error.ts';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * The client that a token request is of: by Basic credentials, by a secret in the body (RFC 6749 §2.3.1), or by an assertion (RFC 7523 §2.2).
 * @throws {TokenError} for none, for several, and for one that is not good.
 */
export async function authenticateClient(
  request: HttpRequest,
  form: TokenForm,
  clients: ReadonlyMap<string, TokenClient>,
  assertions: AssertionGround,
): Promise<TokenClient> {
  const authorization = headerValue(request.headers, 'authorization');
  const [secret, assertion] = [form.get('client_secret'), form.get('client_assertion')];
  if ([authorization, secret, assertion].filter((one) => one !== undefined).length > 1)
    throw new TokenError('invalid_request', 'a client proves who it is in one way');
  if (assertion !== undefined) return byAssertion(assertion, form, clients, assertions);
  const given = authorization === undefined ? { id: form.get('client_id'), secret } : readBasic(authorization);
  const client = clients.get(given.id ?? '');
  if (client && given.secret !== undefined && isSame(given.secret, client.secret)) return client;
  const challenge = authorization === undefined ? [] : [['WWW-Authenticate', 'Basic realm="token"'] as const];
  throw new TokenError('invalid_client', 'the client is not known, or its secret is another one', {
    status: 401,
    headers: challenge,
  });
}

async function byAssertion(
  assertion: string,
  form: TokenForm,
  clients: ReadonlyMap<string, TokenClient>,
  ground: AssertionGround,
): Promise<TokenClient> {
  const refuse = (why: string): TokenError => new TokenError('invalid_client', why, { status: 401 });
  if (form.get('client_assertion_type') !== assertionType) throw refuse(`client_assertion_type is ${assertionType}`);
  const { iss, sub } = await checkAssertion(assertion, ground);
  const asked = form.get('client_id');
  if (iss !== sub || (asked !== undefined && asked !== sub))
    throw refuse('iss, sub and client_id name the same client');
  const client = clients.get(String(sub));
  if (client === undefined) throw refuse('the client is not known');
  return client;
}

/** Both parts are encoded as forms are. */
function readBasic(authorization: string): { readonly id?: string; readonly secret?: string } {
  const [, credentials = ''] = /^Basic +(\S+)$/i.exec(authorization) ?? [];
  const [, id, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(credentials, 'base64').toString('utf8')) ?? [];
  if (id === undefined || secret === undefined) return {};
  const decode = (text: string): string => new URLSearchParams(`v=${text.replaceAll('&', '%26')}`).get('v') ?? '';
  return { id: decode(id), secret: decode(secret) };
}

function isSame(given: string, known: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(known)];
  return a.length === b.length && timingSafeEqual(a, b);
}
