import { CredentialsFault } from './credentials-fault.ts';
import { whyNoAnswer } from './endpoint-answer.ts';
import { tokenLifetimeMs } from './token-lifetime.ts';
import type { FetchedToken, TokenGround } from './token-source.ts';

/**
 * Matrix42: an access token for an API token. An API token that is not good is answered 200 and null by some tenants.
 * @throws {CredentialsFault}
 */
export async function exchangeApiToken(
  { url, apiToken }: { readonly url: string; readonly apiToken: string },
  ground: TokenGround,
): Promise<FetchedToken> {
  ground.remember(apiToken);
  const answer = await ground.send(url, {
    method: 'POST',
    headers: [
      ['Authorization', `Bearer ${apiToken}`],
      ['Content-Type', 'application/json'],
      ['Accept', 'application/json'],
    ],
    body: '',
  });
  const why = whyNoAnswer(url, answer);
  if (why !== undefined) throw why;
  const body = readJson(answer.text);
  if (answer.status !== 200 || body === null)
    throw new CredentialsFault(
      `${url} answered ${answer.status}${body === null ? ' and null' : ''}: the API token is not taken (expired, revoked, or of another system)`,
    );
  const { RawToken: token, LifeTime: until } = (body ?? {}) as {
    readonly RawToken?: unknown;
    readonly LifeTime?: unknown;
  };
  if (typeof token !== 'string' || token === '' || /[^!-~]/.test(token))
    throw new CredentialsFault(`${url} answered 200 without a RawToken`);
  const lifetimeMs = lifetimeOf(until) ?? tokenLifetimeMs(token);
  return { token, ...(lifetimeMs === undefined ? {} : { lifetimeMs }) };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An instant, or a time span of .NET ("1.02:00:00"), as both were seen. */
function lifetimeOf(until: unknown): number | undefined {
  if (typeof until !== 'string') return undefined;
  const [, days = '0', hours, minutes, seconds] = /^(?:(\d+)\.)?(\d+):(\d\d):(\d\d)/.exec(until) ?? [];
  if (hours !== undefined)
    return (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  const instant = Date.parse(until);
  return Number.isNaN(instant) ? undefined : Math.max(0, instant - Date.now());
}
