import { dirname } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import type { HeaderField } from '../../core/http.ts';
import type { Json } from '../../core/json.ts';
import type { ProtocolSpec } from '../../core/protocol-spec.ts';
import { targetRoots } from '../../runner/execute/round/create-round.ts';
import type { TargetEntry } from '../../runner/load/load-target-file.ts';
import { resolveText } from '../../runner/values/resolve-value.ts';
import type { CommandContext } from '../command-context.ts';
import type { GivenCredentials } from './keep-credentials.ts';
import { resolveHeader } from './parse-header.ts';
import { parseTargetUrl } from './parse-target-url.ts';
import { resolveEnvValue } from './resolve-env-value.ts';
import type { FetchedEntry, TokenPlace } from './resolve-token.ts';
import type { RunSettings } from './run-settings.ts';

/** A target of a file with all that the environment, other files and the command line say of it. */
export interface ResolvedTarget extends GivenCredentials {
  readonly url: string;
  readonly headers: readonly HeaderField[];
  readonly bindings: Readonly<Record<string, Json>>;
}

/** Where values are from. */
export interface TargetGround {
  readonly env: CommandContext['env'];
  readonly file: string;
  /** Identities of the command line take the place of the file's. */
  readonly settings: Pick<RunSettings, 'identities' | 'commands'>;
}

/** Puts in the values. @throws {UsageError} for variables that are not set, and files that cannot be read. */
export async function resolveTarget(
  target: TargetEntry,
  spec: ProtocolSpec,
  { env, file, settings }: TargetGround,
): Promise<ResolvedTarget> {
  const secrets: string[] = [];
  const field = ([name, value]: HeaderField): HeaderField => {
    const header = resolveHeader(name, value, env);
    secrets.push(...header.secrets);
    return header.field;
  };
  const binding = (value: Json): Json => {
    if (typeof value !== 'string') return value;
    const { text, secret } = resolveEnvValue(value, env);
    if (secret !== undefined) secrets.push(secret);
    return text;
  };
  const url = parseTargetUrl(resolveEnvValue(target.url, env).text);
  const headers = target.headers.map(field);
  const bindings = mapValues(target.bindings, binding);
  const identities: Record<string, readonly HeaderField[]> = {};
  const tokens: Record<string, FetchedEntry> = {};
  const given = new Set([...Object.keys(settings.identities), ...Object.keys(settings.commands)]);
  for (const [identity, { fields, token }] of Object.entries(target.identities)) {
    if (given.has(identity)) continue;
    const bearer: readonly HeaderField[] =
      token?.kind === 'bearer' ? [field(['Authorization', `Bearer ${token.value}`])] : [];
    identities[identity] = [...bearer, ...fields.map(field)];
    if (token !== undefined && token.kind !== 'bearer') tokens[identity] = token;
  }
  const own = await fetchedIdentities(
    { ...tokens, ...settings.commands },
    { ...identities, ...settings.identities },
    { url, env, folder: dirname(file), exchangeUrl: exchangeUrl(url, spec, bindings) },
  );
  return {
    url,
    headers,
    bindings,
    identities: { ...identities, ...settings.identities },
    fetched: own.fetched,
    secrets: [...secrets, ...own.secrets],
  };
}

/** Identities whose token is fetched, with the fields that go with it. */
export async function fetchedIdentities(
  tokens: Readonly<Record<string, FetchedEntry>>,
  fields: Readonly<Record<string, readonly HeaderField[]>>,
  { url, ...place }: Omit<TokenPlace, 'origin'> & { readonly url: string },
): Promise<Pick<GivenCredentials, 'fetched' | 'secrets'>> {
  if (Object.keys(tokens).length === 0) return { fetched: {}, secrets: [] };
  const { resolveToken } = await import('./resolve-token.ts');
  const secrets: string[] = [];
  const fetched = await Promise.all(
    Object.entries(tokens).map(async ([identity, entry]) => {
      if (fields[identity]?.some(([name]) => name.toLowerCase() === 'authorization'))
        throw new UsageError(
          `the identity "${identity}" is given an Authorization and a way to get one`,
          'give one of both',
        );
      const { secrets: own, ...resolved } = await resolveToken(entry, { ...place, origin: new URL(url).origin });
      secrets.push(...own);
      return [identity, { ...resolved, fields: fields[identity] ?? [] }] as const;
    }),
  );
  return { fetched: Object.fromEntries(fetched), secrets };
}

/** The binding for it, of protocols that exchange tokens themselves. */
function exchangeUrl(url: string, spec: ProtocolSpec, bindings: ResolvedTarget['bindings']): string | undefined {
  if (!Object.hasOwn(spec.bindings, 'token-exchange')) return undefined;
  const { origin } = new URL(url);
  const roots = targetRoots({ spec, bindings }, origin, url.slice(origin.length));
  return `${url}${resolveText('$(bind.token-exchange)', { roots })}/`;
}

function mapValues<T, R>(record: Readonly<Record<string, T>>, change: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
