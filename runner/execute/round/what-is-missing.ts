import { decodeUtf8, type HeaderField, headerValue } from '../../../core/http.ts';
import { wantsOf } from '../../../core/protocol-spec.ts';
import { lackingScopes } from './lacking-scopes.ts';

/** An answer that refuses somebody. */
export interface Refusal {
  readonly status: number;
  readonly headers: readonly HeaderField[];
  readonly body: Uint8Array;
}

/** So much of what an answer says is quoted. */
const longest = 200;

/**
 * What somebody who was answered 401 or 403 lacks, as far as the answer, the way the token was got, and the protocol tell: "insufficient_scope, it
 * wants the scope x". With secrets perhaps; "" when nothing tells.
 */
export function whatIsMissing(
  { spec, identities, credentials }: Parameters<typeof lackingScopes>[0],
  identity: string,
  refusal: Refusal,
): string {
  const role = (identities[identity] ?? []).find(([name]) => name.toLowerCase() === 'x-ms-api-role')?.[1];
  const told = credentials?.toldOf(identity);
  const known = spec.identities.find(({ id }) => id === identity);
  const wants = known && wantsOf(known);
  const lacks = lackingScopes({ spec, identities, credentials }, identity);
  return [
    challengeOf(refusal),
    wordsOf(refusal),
    ...(role === undefined ? [] : [`it acted in the role ${role}`]),
    ...(told === undefined ? [] : [`its token: ${told}`]),
    ...(lacks.length === 0 ? [] : [`its token lacks the scope ${lacks.join(', ')}`]),
    ...(wants === undefined ? [] : [`it needs ${wants}`]),
  ]
    .filter(Boolean)
    .join('; ');
}

/** What WWW-Authenticate says (RFC 6750 §3). */
function challengeOf({ headers }: Refusal): string {
  const challenge = headerValue(headers, 'www-authenticate') ?? '';
  const param = (name: string): string | undefined =>
    new RegExp(`(?:^|[\\s,])${name}="([^"]*)"`, 'i').exec(challenge)?.[1] ??
    new RegExp(`(?:^|[\\s,])${name}=([^\\s",]+)`, 'i').exec(challenge)?.[1];
  const [error, description, scope] = ['error', 'error_description', 'scope'].map(param);
  return [error, description, scope === undefined ? undefined : `it wants the scope ${scope}`]
    .filter(Boolean)
    .join(', ');
}

/** The words of the usual error bodies. */
function wordsOf({ body }: Refusal): string {
  const words = findWords(readJson(decodeUtf8(body)));
  return words === undefined ? '' : JSON.stringify(words.length > longest ? `${words.slice(0, longest)}…` : words);
}

function findWords(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const members = value as Readonly<Record<string, unknown>>;
  const { errors } = members;
  if (typeof errors === 'object' && errors !== null) {
    const first = Object.values(errors)
      .flat()
      .find((one) => typeof one === 'string');
    if (first !== undefined) return first as string;
  }
  for (const name of ['detail', 'message', 'Message', 'error_description', 'ErrorMessage', 'title']) {
    if (typeof members[name] === 'string' && members[name] !== '') return members[name];
  }
  return findWords(members['error']);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
