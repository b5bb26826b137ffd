import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import * as oauth from 'oauth4webapi';
import { certificateFields, readClientKey } from './client-key.ts';
import { CredentialsFault } from './credentials-fault.ts';
import { whyNoAnswer } from './endpoint-answer.ts';
import { tokenLifetimeMs } from './token-lifetime.ts';
import type { ClientCredentials, ClientKey, FetchedToken, JwtBearer, TokenGround } from './token-source.ts';

/** For how long an assertion is good, in seconds: Maskinporten takes none of more than 120. */
const assertionSeconds = 60;

/** A token for the client itself (RFC 6749 §4.4), which proves who it is by a secret or an assertion. @throws {CredentialsFault} */
export async function grantByClientCredentials(
  { tokenUrl, clientId, proof, assertionAudience, parameters }: ClientCredentials,
  ground: TokenGround,
): Promise<FetchedToken> {
  const server = { issuer: assertionAudience, token_endpoint: tokenUrl };
  const client = { client_id: clientId };
  const authentication = proof.kind === 'key' ? await byKey(proof) : bySecret(proof);
  if (proof.kind === 'secret') rememberSecret(clientId, proof.secret, ground);
  return tokenOf(tokenUrl, async (options) => {
    const response = await oauth.clientCredentialsGrantRequest(
      server,
      client,
      authentication,
      parameters,
      options(ground),
    );
    return oauth.processClientCredentialsResponse(server, client, response);
  });
}

/** A token for an assertion (RFC 7523 §2.1). @throws {CredentialsFault} */
export async function grantByAssertion(
  { tokenUrl, clientId, key, audience, claims }: JwtBearer,
  ground: TokenGround,
): Promise<FetchedToken> {
  const { key: privateKey, algorithm } = await readClientKey(key);
  const at = Math.floor(Date.now() / 1000);
  const assertion = await new SignJWT({ ...claims, iss: clientId, aud: audience, jti: randomUUID(), iat: at })
    .setExpirationTime(at + assertionSeconds)
    .setProtectedHeader({ alg: algorithm, ...headerOf(key) })
    .sign(privateKey);
  ground.remember(assertion);
  const server = { issuer: audience, token_endpoint: tokenUrl };
  const client = { client_id: clientId };
  const grant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
  return tokenOf(tokenUrl, async (options) => {
    const asked = { assertion };
    // The assertion says who asks.
    const none = (): void => undefined;
    const response = await oauth.genericTokenEndpointRequest(server, client, none, grant, asked, options(ground));
    return oauth.processGenericTokenEndpointResponse(server, client, response);
  });
}

function bySecret({ secret, sent }: Extract<ClientCredentials['proof'], { kind: 'secret' }>): oauth.ClientAuth {
  return sent === 'basic' ? oauth.ClientSecretBasic(secret) : oauth.ClientSecretPost(secret);
}

async function byKey(key: ClientKey): Promise<oauth.ClientAuth> {
  const { key: privateKey } = await readClientKey(key);
  const named = { key: privateKey, ...(key.keyId === undefined ? {} : { kid: key.keyId }) };
  return oauth.PrivateKeyJwt(named, {
    [oauth.modifyAssertion]: (header) => void Object.assign(header, headerOf(key)),
  });
}

/** By what the other side finds the key that it checks a signature with. */
function headerOf({ keyId, certificate }: ClientKey): Readonly<Record<string, string | string[]>> {
  return {
    ...(keyId === undefined ? {} : { kid: keyId }),
    ...(certificate === undefined ? {} : certificateFields(certificate)),
  };
}

/** The secret as it is sent: in the body, or in Basic credentials, where both parts are encoded as forms are (RFC 6749 §2.3.1). */
function rememberSecret(clientId: string, secret: string, { remember }: TokenGround): void {
  const form = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);
  const pair = `${form(clientId)}:${form(secret)}`;
  for (const text of [secret, form(secret), Buffer.from(pair).toString('base64')]) remember(text);
}

/** Asks, and says what went wrong in the words of the endpoint. */
async function tokenOf(
  tokenUrl: string,
  ask: (options: (ground: TokenGround) => oauth.TokenEndpointRequestOptions) => Promise<oauth.TokenEndpointResponse>,
): Promise<FetchedToken> {
  try {
    const answer = await ask((ground) => ({
      // Who may be asked in plain text was found out before.
      [oauth.allowInsecureRequests]: true,
      [oauth.customFetch]: (url, init) => send(url, init, ground),
    }));
    const { access_token: token, expires_in: seconds, scope, token_type: type } = answer;
    if (type !== 'bearer')
      throw new CredentialsFault(`${tokenUrl} gave a token of the type ${type}, which is no bearer token`);
    if (/[^!-~]/.test(token)) throw new CredentialsFault(`${tokenUrl} gave a token that no header can hold`);
    const lifetimeMs = seconds === undefined ? tokenLifetimeMs(token) : seconds * 1000;
    return {
      token,
      ...(lifetimeMs === undefined ? {} : { lifetimeMs }),
      ...(scope === undefined ? {} : { scope }),
    };
  } catch (error) {
    throw faultOf(tokenUrl, error);
  }
}

/** fetch for oauth4webapi over the client of this tool: with its proxy and authorities, and without redirects. */
async function send(
  url: string,
  { method, headers, body }: oauth.CustomFetchOptions<string, unknown>,
  ground: TokenGround,
): Promise<Response> {
  const text = body instanceof URLSearchParams ? body.toString() : '';
  if (body instanceof URLSearchParams) {
    const assertion = body.get('client_assertion');
    if (assertion !== null) ground.remember(assertion);
  }
  const answer = await ground.send(url, { method, headers: Object.entries(headers), body: text });
  const why = whyNoAnswer(url, answer);
  if (why !== undefined) throw why;
  return new Response(answer.status === 204 ? null : answer.text, {
    status: answer.status,
    headers: answer.headers.map(([name, value]): [string, string] => [name, value]),
  });
}

function faultOf(tokenUrl: string, error: unknown): unknown {
  if (error instanceof CredentialsFault) return error;
  if (error instanceof oauth.ResponseBodyError) {
    const { error: code, error_description: description, status } = error;
    return new CredentialsFault(
      `${tokenUrl} answered ${status} ${code}${description === undefined ? '' : `: ${description.replaceAll(/\s+/g, ' ')}`}`,
    );
  }
  if (error instanceof oauth.WWWAuthenticateChallengeError)
    return new CredentialsFault(`${tokenUrl} answered ${error.status}: it does not take the credentials of the client`);
  if (error instanceof oauth.OperationProcessingError || error instanceof oauth.UnsupportedOperationError)
    return new CredentialsFault(`${tokenUrl} did not answer as a token endpoint does: ${error.message}`);
  return error;
}
