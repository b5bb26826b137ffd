import { isIP } from 'node:net';

/** A certificate and its private key, both PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const daysValid = 30;

/**
 * Makes a certificate for a server on this machine: for localhost, 127.0.0.1, ::1 and `host`, signed by itself with a new key, good
 * for that server alone. Nobody trusts it unless told to.
 */
export async function makeCertificate(host: string): Promise<Certificate> {
  // Some hundred kilobytes that only a server with https needs.
  const { generate } = await import('selfsigned');
  const names = [...new Set(['localhost', '127.0.0.1', '::1', host])].filter(
    (name) => !/^(?:0\.0\.0\.0|::)$/.test(name),
  );
  const from = Date.now() - 60_000;
  const made = await generate([{ name: 'commonName', value: 'conformance reference server' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(from),
    notAfterDate: new Date(from + daysValid * 86_400_000),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: names.map((name) => (isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name })),
      },
    ],
  });
  return { cert: made.cert, key: made.private };
}
