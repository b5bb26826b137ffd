import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReferenceServer } from '../../mock-server/index.ts';
import { quoteShell } from '../../reporters/curl/quote-shell.ts';
import { writeFileAtomically } from '../../runner/write-file-atomically.ts';

/** The file with the certificate of a server, as long as that listens. */
interface Kept {
  readonly file: string;
  remove(): Promise<void>;
}

/**
 * Writes the certificate that a server made where its clients find it again after the next start on the same port. The key
 * stays in memory. Undefined: the server made none.
 */
export async function keepCertificate(
  { certificate, port }: ReferenceServer,
  cache: string | undefined,
): Promise<Kept | undefined> {
  if (certificate === undefined) return undefined;
  const file = join(cache ?? tmpdir(), `serve-${port}.pem`);
  await writeFileAtomically(file, certificate);
  return { file, remove: () => rm(file, { force: true }) };
}

/** How the clients of this machine come to trust it. */
export function trustLines(file: string, url: string): string {
  const path = quoteShell(file);
  return [
    'The certificate was made for this start. Clients trust it by',
    `  NODE_EXTRA_CA_CERTS=${path}                Node`,
    `  SSL_CERT_FILE=${path}                      Go, OpenSSL`,
    `  REQUESTS_CA_BUNDLE=${path}                 Python requests`,
    `  conformance run --target ${url}/… --ca ${path}`,
    '',
  ].join('\n');
}
