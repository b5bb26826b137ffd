import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  X509Certificate,
} from 'node:crypto';
import type { ProtectedHeaderParameters } from 'jose';
import { TokenError } from './token-error.ts';

/** Keys by which clients are known, all of them by the same. */
export interface RegisteredKeys {
  readonly keyId: string;
  /** PKCS #8 in PEM, for whoever wants to be such a client. */
  readonly privateKey: string;
  /** The key that a header names: by key id, by a certificate in it, by the print of one. @throws {TokenError} */
  keyFor(header: ProtectedHeaderParameters, code: string): KeyObject;
}

/** Makes a key pair, and registers a certificate beside it if one is given. */
export function registerKeys(certificate: string | undefined): RegisteredKeys {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const own = createPublicKey(publicKey);
  const keyId = createHash('sha256').update(publicKey).digest('base64url').slice(0, 16);
  const known = certificate === undefined ? undefined : new X509Certificate(certificate);
  const print = (hash: string): string | undefined => known && createHash(hash).update(known.raw).digest('base64url');
  return {
    keyId,
    privateKey: createPrivateKey(privateKey).export({ type: 'pkcs8', format: 'pem' }) as string,
    keyFor: ({ kid, x5c, x5t, 'x5t#S256': x5t256 }, code) => {
      if (kid === keyId) return own;
      const isKnown =
        known !== undefined &&
        (x5c?.[0] === known.raw.toString('base64') ||
          (x5t256 !== undefined && x5t256 === print('sha256')) ||
          (x5t !== undefined && x5t === print('sha1')));
      if (isKnown) return known.publicKey;
      throw new TokenError(code, 'the key of the assertion is not registered', {
        status: code === 'invalid_client' ? 401 : 400,
      });
    },
  };
}
