import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Certificate } from './make-certificate.ts';

/** Room for a URL of 64 KB and the fields behind it: which length is too much is for the protocols to say. */
const maxHeaderSize = 128 * 1024;

/** What Hapi listens with: https with a certificate, http without. */
export function createListener(certificate: Certificate | undefined): Server {
  return certificate ? createSecureServer({ ...certificate, maxHeaderSize }) : createServer({ maxHeaderSize });
}
