import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import type { ClientCertificate } from '../../runner/execute/http/create-http-client.ts';
import type { TlsEntry } from '../../runner/load/load-target-file.ts';
import type { CommandContext } from '../command-context.ts';
import { resolveEnvValue } from './resolve-env-value.ts';

/** Reads PEM of certificates. @param what says where it was named: "--ca". @throws {UsageError} */
export async function readCertificates(file: string, what: string): Promise<string> {
  const text = await readNamed(file, what);
  if (!text.includes('-----BEGIN CERTIFICATE-----')) {
    throw new UsageError(`${what} ${file} holds no certificate`, 'it takes PEM: "-----BEGIN CERTIFICATE-----" …');
  }
  return text;
}

/** A file, or what the environment holds in its place. @throws {UsageError} */
export async function readFileOrEnv(
  written: string,
  folder: string,
  env: CommandContext['env'],
  what: string,
): Promise<string> {
  const { text, secret } = resolveEnvValue(written, env);
  // Variables of CI systems hold line breaks as "\n" now and then.
  return secret === undefined ? readNamed(resolve(folder, text), what) : secret.replaceAll('\\n', '\n');
}

/** Reads a certificate with its key, and sees whether they fit; undefined: none is named. @throws {UsageError} */
export async function readClientCertificate(
  {
    certificate,
    key,
    passphrase,
  }: { [K in keyof Pick<TlsEntry, 'certificate' | 'key' | 'passphrase'>]: TlsEntry[K] | undefined },
  folder: string,
  env: CommandContext['env'],
  what: string,
): Promise<ClientCertificate | undefined> {
  if (certificate === undefined && key === undefined) return undefined;
  if (certificate === undefined || key === undefined)
    throw new UsageError('a certificate is shown with its key', 'give --cert FILE and --key FILE');
  const [cert, keyText] = await Promise.all([
    readCertificates(resolve(folder, certificate), what),
    readFileOrEnv(key, folder, env, what.replace(/cert(?:ificate)?/, 'key')),
  ]);
  const word = passphrase === undefined ? {} : { passphrase: resolveEnvValue(passphrase, env).text };
  const client = { cert, key: keyText, ...word };
  const { createPrivateKey, X509Certificate } = await import('node:crypto');
  if (!fits(() => new X509Certificate(cert).checkPrivateKey(createPrivateKey({ key: keyText, ...word }))))
    throw new UsageError(
      `${what} ${certificate} and its key cannot be used`,
      'both are PEM; the key is that of the certificate, and of a passphrase if it is encrypted',
    );
  return client;
}

function fits(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false;
  }
}

async function readNamed(file: string, what: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`${what} ${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}
