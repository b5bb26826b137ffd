import { decodeUtf8, type HttpRequest, headerValue } from '../../core/http.ts';
import { TokenError } from './token-error.ts';

/** Parameters of a token request, each there once at most; empty ones count as left out (RFC 6749 §3.2). */
export type TokenForm = ReadonlyMap<string, string>;

/** @throws {TokenError} for a request that is none of a token endpoint. */
export function readForm(request: HttpRequest): TokenForm {
  if (request.method !== 'POST')
    throw new TokenError('invalid_request', 'a token is asked for by POST', {
      status: 405,
      headers: [['Allow', 'POST']],
    });
  const type = (headerValue(request.headers, 'content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded')
    throw new TokenError('invalid_request', 'parameters come as application/x-www-form-urlencoded');
  const form = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(decodeUtf8(request.body))) {
    if (form.has(name)) throw new TokenError('invalid_request', `the parameter ${name} comes twice`);
    if (value !== '') form.set(name, value);
  }
  return form;
}

/** A parameter that must be there. @throws {TokenError} */
export function required(form: TokenForm, name: string): string {
  const value = form.get(name);
  if (value === undefined) throw new TokenError('invalid_request', `the parameter ${name} is missing`);
  return value;
}

/** Checks the grant. @throws {TokenError} */
export function checkGrant(form: TokenForm, grant: string): void {
  const asked = required(form, 'grant_type');
  if (asked !== grant) throw new TokenError('unsupported_grant_type', `the grant type here is ${grant}`);
}

/** The scopes that are granted: those that were asked for. @throws {TokenError} for one that the client may not have. */
export function grantedScopes(asked: string | undefined, allowed: readonly string[]): readonly string[] {
  if (asked === undefined) return allowed;
  const wanted = [...new Set(asked.split(' ').filter(Boolean))];
  const wrong = wanted.find((scope) => !allowed.includes(scope));
  if (wrong !== undefined) throw new TokenError('invalid_scope', `the client may not ask for the scope ${wrong}`);
  return wanted;
}
