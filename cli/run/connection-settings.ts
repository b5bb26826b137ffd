import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import type { HttpClientOptions } from '../../runner/execute/http/create-http-client.ts';
import type { CommandContext } from '../command-context.ts';
import { chooseProxy, type ProxySources } from './choose-proxy.ts';
import type { RunArguments, RunSettings } from './run-settings.ts';

/** How to connect to any target, whatever its URL. */
export interface ConnectionSettings extends Omit<HttpClientOptions, 'baseUrl' | 'proxy'> {
  readonly proxies: ProxySources;
}

/** Reads it from the command line. @throws {UsageError} for certificates that cannot be read. */
export async function readConnection(
  given: Pick<RunArguments, 'ca' | 'insecure' | 'proxy'>,
  { timeoutMs }: Pick<RunSettings, 'timeoutMs'>,
  { cwd, env }: Pick<CommandContext, 'cwd' | 'env'>,
): Promise<ConnectionSettings> {
  const ca = given.ca === undefined ? undefined : await readCertificates(resolve(cwd, given.ca));
  const proxies = { option: given.proxy, env };
  return { timeoutMs, insecure: given.insecure ?? false, proxies, ...(ca === undefined ? {} : { ca }) };
}

/** The same for one target: its URL, and the proxy for it. @throws {UsageError} for a proxy that is none. */
export function connectionTo(baseUrl: string, { proxies, ...connection }: ConnectionSettings): HttpClientOptions {
  const proxy = chooseProxy(baseUrl, proxies);
  return { ...connection, baseUrl, ...(proxy === undefined ? {} : { proxy }) };
}

async function readCertificates(file: string): Promise<string> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`--ca ${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----')) {
    throw new UsageError(`--ca ${file} holds no certificate`, 'it takes PEM: "-----BEGIN CERTIFICATE-----" …');
  }
  return text;
}
