import { createHash, createPrivateKey, type KeyObject, type webcrypto, X509Certificate } from 'node:crypto';
import { importJWK } from 'jose';
import { CredentialsFault } from './credentials-fault.ts';
import type { ClientKey } from './token-source.ts';

/** A key as Web Crypto has it, and what it signs with. */
export interface SigningKey {
  readonly key: webcrypto.CryptoKey;
  readonly algorithm: string;
}

const byCurve: Readonly<Record<string, string>> = {
  'P-256': 'ES256',
  'P-384': 'ES384',
  'P-521': 'ES512',
  Ed25519: 'EdDSA',
};

/** Reads a private key of any PEM that Node reads, or a JWK. Its text is never quoted. @throws {CredentialsFault} */
export async function readClientKey({ key: text, algorithm, certificate }: ClientKey): Promise<SigningKey> {
  const jwk = text.trimStart().startsWith('{') ? readJwk(text) : exportJwk(text);
  if (jwk['d'] === undefined) throw new CredentialsFault('the private key is a public one');
  if (certificate !== undefined) checkPair(jwk, certificate.pem);
  // Entra signs by certificate with PSS, as Microsoft's own libraries do.
  const usual = jwk['kty'] === 'RSA' ? (certificate?.as === 'x5t' ? 'PS256' : 'RS256') : byCurve[String(jwk['crv'])];
  const chosen = algorithm ?? (typeof jwk['alg'] === 'string' ? jwk['alg'] : usual);
  if (chosen === undefined) throw new CredentialsFault(`the private key is of a kind that signs no assertions`);
  try {
    return { key: (await importJWK(jwk, chosen)) as webcrypto.CryptoKey, algorithm: chosen };
  } catch {
    throw new CredentialsFault(`the private key cannot sign with ${chosen}`);
  }
}

/** What the header of an assertion tells of a certificate: the whole chain, or the prints of the first. @throws {CredentialsFault} */
export function certificateFields({
  pem,
  as,
}: NonNullable<ClientKey['certificate']>): Readonly<Record<string, string | string[]>> {
  const chain = readCertificates(pem).map(({ raw }) => raw);
  if (as === 'x5c') return { x5c: chain.map((raw) => raw.toString('base64')) };
  const print = (hash: string): string =>
    createHash(hash)
      .update(chain[0] ?? '')
      .digest('base64url');
  return { x5t: print('sha1'), 'x5t#S256': print('sha256') };
}

function readCertificates(pem: string): readonly X509Certificate[] {
  try {
    const texts = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    if (texts.length > 0) return texts.map((text) => new X509Certificate(text));
  } catch {
    // Told below.
  }
  throw new CredentialsFault('the certificate cannot be read: it takes PEM, "-----BEGIN CERTIFICATE-----" …');
}

type Jwk = webcrypto.JsonWebKey & { readonly [name: string]: unknown };

function checkPair(jwk: Jwk, pem: string): void {
  const [first] = readCertificates(pem);
  if (!first?.checkPrivateKey(createPrivateKey({ key: jwk, format: 'jwk' })))
    throw new CredentialsFault('the certificate is of another key than the private key');
}

function readJwk(text: string): Jwk {
  try {
    return JSON.parse(text) as Jwk;
  } catch {
    throw new CredentialsFault('the private key begins as a JWK, and is no JSON');
  }
}

function exportJwk(pem: string): Jwk {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    throw new CredentialsFault(
      'the private key cannot be read: it takes PEM without a passphrase, "-----BEGIN PRIVATE KEY-----" …, or a JWK',
    );
  }
  return key.export({ format: 'jwk' }) as Jwk;
}
