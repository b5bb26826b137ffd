import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import type { Certificate } from '../../mock-server/index.ts';

/** How `serve` is asked for https. */
interface Asked {
  readonly https?: boolean;
  readonly cert?: string;
  readonly key?: string;
}

/**
 * What to listen with: a certificate of the user's own, `true` for one that is made, undefined for http.
 * @throws {UsageError} when one of the files is missing, or cannot be read.
 */
export async function readCertificate(
  { https, cert, key }: Asked,
  cwd: string,
): Promise<true | Certificate | undefined> {
  if (cert === undefined && key === undefined) return https ? true : undefined;
  if (cert === undefined || key === undefined)
    throw new UsageError('--cert and --key go together', 'with --https alone a certificate is made at start');
  const [certificate, privateKey] = [await read('--cert', cert, cwd), await read('--key', key, cwd)];
  return { cert: certificate, key: privateKey };
}

async function read(option: string, file: string, cwd: string): Promise<string> {
  try {
    return await readFile(resolve(cwd, file), 'utf8');
  } catch (cause) {
    throw new UsageError(`${option} ${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}
