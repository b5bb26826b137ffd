import type { HeaderField } from '../../core/http.ts';
import type { Credentials } from '../options.ts';
import { sleep } from '../sleep.ts';
import { CredentialsFault } from './credentials-fault.ts';
import { fetchToken } from './fetch-token.ts';
import type { FetchedToken, TokenGround, TokenSource } from './token-source.ts';

/** An identity whose token is fetched. */
export interface FetchedIdentity {
  readonly source: TokenSource;
  /** How it is got, for people: "client credentials from https://login.example/token". */
  readonly title: string;
  /** Fields that are sent with the token: a role. */
  readonly fields: readonly HeaderField[];
}

/** Credentials that are kept good, and header fields by identity: lists that change in place whenever a token is renewed. */
export interface KeptCredentials {
  readonly credentials: Credentials;
  readonly fields: Readonly<Record<string, readonly HeaderField[]>>;
}

/** A token that several identities may share, as they get it in the same way. */
interface Grant {
  readonly source: TokenSource;
  readonly told: ((token: string) => void)[];
  pending?: Promise<void> | undefined;
  token?: FetchedToken;
  /** On the clock of `now`. */
  renewAt: number;
  expiresAt: number;
  fault?: string | undefined;
}

/** How often a token is asked for in all where no answer came, and what is waited before. */
const attempts = 3;
const pauseMs = 300;

/** A token is renewed so long before it ends, or in the last fifth of its time if that is short. */
const marginMs = 60_000;

/** A token is not renewed more often than this. */
const leastMs = 1_000;

/** After this an attempt that failed is made again. */
const retryMs = 10_000;

/**
 * Keeps the credentials of identities good: fetches each token when it is first wanted, once for all who want it at the same
 * time, and again before it ends.
 * @param now milliseconds that only go on, for tests.
 */
export function createCredentials(
  identities: Readonly<Record<string, FetchedIdentity>>,
  ground: TokenGround,
  now: () => number = () => performance.now(),
): KeptCredentials {
  const grants = new Map<string, Grant>();
  const byIdentity = new Map<string, Grant>();
  const fields: Record<string, readonly HeaderField[]> = {};
  for (const [identity, { source, fields: own }] of Object.entries(identities)) {
    const key = JSON.stringify(source);
    const grant = grants.get(key) ?? { source, told: [], renewAt: Number.NEGATIVE_INFINITY, expiresAt: 0 };
    const live = [...own];
    grant.told.push((token) => void live.splice(0, live.length, ['Authorization', `Bearer ${token}`], ...own));
    grants.set(key, grant);
    byIdentity.set(identity, grant);
    fields[identity] = live;
  }

  const renew = async (grant: Grant): Promise<void> => {
    try {
      const token = await fetchPatiently(grant.source, ground);
      const at = now();
      ground.remember(token.token);
      grant.token = token;
      grant.fault = undefined;
      grant.expiresAt = at + (token.lifetimeMs ?? Number.POSITIVE_INFINITY);
      const due = grant.expiresAt - Math.min(marginMs, (token.lifetimeMs ?? 0) / 5);
      // One that is over when it comes, by our clock, is not asked for with every step.
      grant.renewAt = Math.max(due, at + leastMs);
      for (const tell of grant.told) tell(token.token);
    } catch (error) {
      if (!(error instanceof CredentialsFault)) throw error;
      // As long as the old one is good nobody need know.
      if (now() >= grant.expiresAt) grant.fault = error.message;
      grant.renewAt = now() + retryMs;
    }
  };
  const ready = (wanted: Iterable<string>): Promise<void> | undefined => {
    const due = new Set<Grant>();
    for (const identity of wanted) {
      const grant = byIdentity.get(identity);
      if (grant !== undefined && now() >= grant.renewAt) due.add(grant);
    }
    if (due.size === 0) return undefined;
    const renewals = [...due].map((grant) => {
      grant.pending ??= renew(grant).finally(() => {
        grant.pending = undefined;
      });
      return grant.pending;
    });
    return Promise.all(renewals).then(() => undefined);
  };
  const toldOf = (identity: string): string | undefined => {
    const title = identities[identity]?.title;
    const { token, expiresAt = 0 } = byIdentity.get(identity) ?? {};
    if (title === undefined || token === undefined) return title;
    const good =
      token.lifetimeMs === undefined
        ? ', for how long it is good nobody says'
        : `, good for ${duration(expiresAt - now())}`;
    const missing = missingScopes(identities[identity]?.source, token);
    return `${title}${good}${missing === '' ? '' : `, granted without the scope ${missing}`}`;
  };
  return {
    fields,
    credentials: {
      identities: [...byIdentity.keys()],
      ready,
      faultOf: (identity) => byIdentity.get(identity)?.fault,
      scopeOf: (identity) => byIdentity.get(identity)?.token?.scope,
      toldOf,
    },
  };
}

/** Asks again when no answer came, or that of a throttle: to ask for a token changes nothing. */
async function fetchPatiently(source: TokenSource, ground: TokenGround): Promise<FetchedToken> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await fetchToken(source, ground);
    } catch (error) {
      if (!(error instanceof CredentialsFault && error.passing) || attempt === attempts) throw error;
      await sleep(pauseMs * attempt);
    }
  }
}

/** Scopes that were asked for and are not among those that were granted. */
function missingScopes(source: TokenSource | undefined, { scope }: FetchedToken): string {
  const asked =
    source?.kind === 'client-credentials'
      ? source.parameters['scope']
      : source?.kind === 'jwt-bearer'
        ? source.claims['scope']
        : undefined;
  if (asked === undefined || scope === undefined) return '';
  const granted = new Set(scope.split(' '));
  return (
    asked
      .split(' ')
      // What ".default" stands for is named in its place.
      .filter((one) => !granted.has(one) && !one.endsWith('/.default'))
      .join(' ')
  );
}

function duration(ms: number): string {
  return ms < 120_000 ? `${Math.max(0, Math.round(ms / 1000))} s` : `${Math.round(ms / 60_000)} min`;
}
