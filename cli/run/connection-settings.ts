import { dirname, resolve } from 'node:path';
import type { HttpClientOptions } from '../../runner/execute/http/create-http-client.ts';
import type { TargetEntry } from '../../runner/load/load-target-file.ts';
import type { CommandContext } from '../command-context.ts';
import { chooseProxy, type ProxySources } from './choose-proxy.ts';
import { parseDuration } from './parse-count.ts';
import { readCertificates, readClientCertificate } from './read-certificates.ts';
import type { RunArguments } from './run-settings.ts';

/** How to connect to any target, whatever its URL. */
export interface ConnectionSettings extends Omit<HttpClientOptions, 'baseUrl' | 'proxy'> {
  readonly proxies: ProxySources;
}

/** What a target file says of the way to a target. */
export interface FileConnection extends Partial<Pick<TargetEntry, 'tls' | 'proxy' | 'timeout'>> {
  /** Path of the file: what it names is relative to it. */
  readonly file: string;
}

/**
 * Reads it from the command line, else from the target file.
 * @throws {UsageError} for certificates that cannot be read, and for keys that are not theirs.
 */
export async function readConnection(
  given: Pick<RunArguments, 'ca' | 'cert' | 'key' | 'insecure' | 'proxy' | 'timeout'>,
  { cwd, env }: Pick<CommandContext, 'cwd' | 'env'>,
  { file, tls = {}, proxy, timeout }: FileConnection = { file: '' },
): Promise<ConnectionSettings> {
  const folder = dirname(file);
  const own = given.cert !== undefined || given.key !== undefined;
  const [ca, client] = await Promise.all([
    given.ca === undefined
      ? tls.ca && readCertificates(resolve(folder, tls.ca), 'tls.ca')
      : readCertificates(resolve(cwd, given.ca), '--ca'),
    own
      ? readClientCertificate({ certificate: given.cert, key: given.key }, cwd, env, '--cert')
      : readClientCertificate(tls, folder, env, 'tls.certificate'),
  ]);
  return {
    timeoutMs: parseDuration(given.timeout === undefined ? 'timeout' : '--timeout', given.timeout ?? timeout ?? '30s'),
    insecure: given.insecure ?? tls.insecure ?? false,
    proxies: { option: given.proxy ?? proxy, env },
    ...(ca ? { ca } : {}),
    ...(client === undefined ? {} : { client }),
  };
}

/** The same for one target: its URL, and the proxy for it. @throws {UsageError} for a proxy that is none. */
export function connectionTo(baseUrl: string, { proxies, ...connection }: ConnectionSettings): HttpClientOptions {
  const proxy = chooseProxy(baseUrl, proxies);
  return { ...connection, baseUrl, ...(proxy === undefined ? {} : { proxy }) };
}

/**
 * The same for who gives out tokens. What a target is trusted with, whatever its certificate, nobody else is, nor is a certificate shown to
 * anybody else.
 */
export function endpointConnection(
  target: string,
  settings: ConnectionSettings,
): (baseUrl: string) => HttpClientOptions {
  const { origin } = new URL(target);
  return (baseUrl) => {
    if (new URL(baseUrl).origin === origin) return connectionTo(baseUrl, settings);
    const { client: _, ...others } = settings;
    return connectionTo(baseUrl, { ...others, insecure: false });
  };
}
