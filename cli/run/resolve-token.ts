import { UsageError } from '../../core/errors.ts';
import type { TokenEntry, TokenSettings } from '../../core/token-entry.ts';
import type { ClientKey, TokenSource } from '../../runner/credentials/token-source.ts';
import { whyNoEndpoint } from '../../runner/load/read-identity.ts';
import type { CommandContext } from '../command-context.ts';
import { parseDuration } from './parse-count.ts';
import { readFileOrEnv } from './read-certificates.ts';
import { resolveEnvValue } from './resolve-env-value.ts';

/** A way to get a token, as a target file says it. */
export type FetchedEntry = Exclude<TokenEntry, { kind: 'bearer' }>;

/** What a way to get a token is resolved with. */
export interface TokenPlace {
  readonly env: CommandContext['env'];
  /** Of the target file: what it names is relative to it, and commands run there. */
  readonly folder: string;
  /** Origin of the target. */
  readonly origin: string;
  /** Where Matrix42 exchanges tokens, by the bindings of the target. */
  readonly exchangeUrl: string | undefined;
}

/** A source with all that it takes, how it is called, and what of it must never be printed. */
export interface ResolvedToken {
  readonly source: TokenSource;
  readonly title: string;
  readonly secrets: readonly string[];
}

const maskinporten: Readonly<Record<string, string>> = {
  test: 'https://test.maskinporten.no/',
  production: 'https://maskinporten.no/',
};

/**
 * Puts in what the environment and files hold, and what is usual.
 * @throws {UsageError} for variables that are not set, files that cannot be read, and endpoints to which no secret is sent.
 */
export async function resolveToken(entry: FetchedEntry, place: TokenPlace): Promise<ResolvedToken> {
  if (entry.kind === 'command' || entry.kind === 'shell') {
    const command = entry.kind === 'command' ? entry.command : entry.line;
    const lifetimeMs = entry.lifetime === undefined ? undefined : parseDuration('lifetime', entry.lifetime);
    const first = typeof command === 'string' ? 'a line of the shell' : (command[0] ?? '');
    return {
      source: { kind: 'command', command, folder: place.folder, ...(lifetimeMs === undefined ? {} : { lifetimeMs }) },
      title: `token of the command ${first}`,
      secrets: [],
    };
  }
  const { settings, secrets } = resolveSettings(entry.settings, place.env);
  const source = await endpointSource(entry.kind, settings, entry.settings['private-key'], place);
  const url = source.kind === 'matrix42' ? source.url : source.tokenUrl;
  const why = whyNoEndpoint(url);
  if (why !== undefined) throw new UsageError(`${entry.kind}: ${why}`);
  return { source, title: `${titles[source.kind]} from ${url}`, secrets };
}

const titles = {
  'client-credentials': 'client credentials',
  'jwt-bearer': 'JWT bearer grant',
  matrix42: 'token exchange',
} as const;

type Settings = (key: string) => string | undefined;

function resolveSettings(
  written: TokenSettings,
  env: CommandContext['env'],
): { readonly settings: Settings; readonly secrets: readonly string[] } {
  const secrets: string[] = [];
  const resolved = new Map<string, string>();
  for (const [key, text] of Object.entries(written)) {
    // The key itself goes nowhere: it is read apart.
    if (text === undefined || key === 'private-key') continue;
    const { text: value, secret } = resolveEnvValue(text, env);
    resolved.set(key, value);
    if (secret !== undefined && secretKeys.has(key)) secrets.push(secret);
  }
  return { settings: (key) => resolved.get(key), secrets };
}

/** What the environment gives in the place of a URL or a name is no secret: it is needed to understand what went wrong. */
const secretKeys: ReadonlySet<string> = new Set(['client-secret', 'api-token']);

async function endpointSource(
  kind: Exclude<FetchedEntry, { kind: 'command' | 'shell' }>['kind'],
  settings: Settings,
  privateKey: string | undefined,
  place: TokenPlace,
): Promise<Exclude<TokenSource, { kind: 'command' }>> {
  const text = (key: string): string => settings(key) ?? '';
  const proof = async (as: 'x5c' | 'x5t') => {
    const secret = settings('client-secret');
    if (secret === undefined) return readKey(privateKey ?? '', settings, as, place);
    const sent = settings('client-auth') === 'basic' ? 'basic' : 'post';
    return { kind: 'secret', secret, sent } as const;
  };
  const clientId = text('client-id');
  switch (kind) {
    case 'matrix42':
      return { kind, apiToken: text('api-token'), url: settings('url') ?? exchangeOf(place) };
    case 'oauth': {
      const tokenUrl = text('token-url');
      return {
        kind: 'client-credentials',
        tokenUrl,
        clientId,
        proof: await proof('x5c'),
        assertionAudience: settings('assertion-audience') ?? tokenUrl,
        parameters: given(settings, ['scope', 'audience', 'resource']),
      };
    }
    case 'entra': {
      const authority = (settings('authority') ?? 'https://login.microsoftonline.com').replace(/\/+$/, '');
      const tokenUrl = `${authority}/${encodeURIComponent(text('tenant'))}/oauth2/v2.0/token`;
      return {
        kind: 'client-credentials',
        tokenUrl,
        clientId,
        proof: await proof('x5t'),
        assertionAudience: tokenUrl,
        parameters: { scope: settings('scope') ?? `${place.origin}/.default` },
      };
    }
    case 'maskinporten': {
      const usual = maskinporten[settings('environment') ?? ''];
      const consumer = settings('consumer-org');
      return {
        kind: 'jwt-bearer',
        tokenUrl: settings('token-url') ?? `${usual}token`,
        clientId,
        key: await readKey(privateKey ?? '', settings, 'x5c', place),
        audience: settings('issuer') ?? usual ?? '',
        claims: {
          ...given(settings, ['scope', 'resource']),
          ...(consumer === undefined ? {} : { consumer_org: consumer }),
        },
      };
    }
  }
}

/** Those of the settings that there are. */
function given(settings: Settings, keys: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = settings(key);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

function exchangeOf({ exchangeUrl }: TokenPlace): string {
  if (exchangeUrl === undefined)
    throw new UsageError('matrix42 needs url: the protocol of this target exchanges no tokens');
  return exchangeUrl;
}

async function readKey(
  written: string,
  settings: Settings,
  as: 'x5c' | 'x5t',
  { folder, env }: TokenPlace,
): Promise<ClientKey> {
  const [keyId, algorithm, file] = ['key-id', 'algorithm', 'certificate'].map(settings);
  const key = await readFileOrEnv(written, folder, env, 'private-key');
  const pem = file === undefined ? undefined : await readFileOrEnv(file, folder, env, 'certificate');
  return {
    kind: 'key',
    key,
    ...(keyId === undefined ? {} : { keyId }),
    ...(algorithm === undefined ? {} : { algorithm }),
    ...(pem === undefined ? {} : { certificate: { pem, as } }),
  };
}
