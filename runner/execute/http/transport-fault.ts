import type { TransportFault } from '../../../core/client.ts';

interface Faulty {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly name?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
}

/** Limits a client keeps, for the sentences about them. */
export interface ClientLimits {
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
  readonly maxHeaderBytes: number;
}

/** Says in one sentence why no answer came. Where an answer cannot be read it quotes its bytes, so that it is printed redacted. */
export function transportFault(error: unknown, limits: ClientLimits): TransportFault {
  const { code, message } = innermost(error);
  const seconds = `${limits.timeoutMs / 1000} s`;
  if (/^(?:CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|UNABLE_TO_|SELF_SIGNED|EPROTO|HOSTNAME_MISMATCH)/.test(code)) {
    return { code: 'tls', message: `the TLS connection failed: ${opensslReason(message) ?? (message || code)}` };
  }
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'ENODATA':
      return { code: 'unreachable', message: 'the host name is not known' };
    case 'ECONNREFUSED':
      return { code: 'refused', message: 'the connection was refused: nothing listens there' };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
    case 'EACCES':
    case 'EPERM':
    case 'EINVAL':
      return { code: 'unreachable', message: 'the host cannot be reached' };
    case 'ETIMEDOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
      return { code: 'timeout', message: `no connection within ${seconds}` };
    case 'UND_ERR_HEADERS_TIMEOUT':
      return { code: 'timeout', message: `no complete answer head within ${seconds}` };
    case 'UND_ERR_BODY_TIMEOUT':
    case 'CONFORMANCE_TIMEOUT':
      return { code: 'timeout', message: `no complete answer within ${seconds}` };
    case 'CONFORMANCE_BODY_TOO_LARGE':
    case 'UND_ERR_RES_EXCEEDED_MAX_SIZE':
      return { code: 'body-too-large', message: `the answer's body is larger than ${limits.maxBodyBytes} bytes` };
    case 'CONFORMANCE_PROXY':
      return { code: 'proxy', message };
    case 'CONFORMANCE_CODING':
      return { code: 'coding', message };
    case 'UND_ERR_HEADERS_OVERFLOW':
    case 'HPE_HEADER_OVERFLOW':
      return { code: 'headers-too-large', message: `the answer's head is larger than ${limits.maxHeaderBytes} bytes` };
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
    case 'UND_ERR_CLOSED':
    case 'UND_ERR_DESTROYED':
      return { code: 'reset', message: `the connection was closed before the answer was complete${cameOnly(message)}` };
    case 'CONFORMANCE_NOT_HTTP':
      return { code: 'not-http', message };
    case 'UND_ERR_ABORTED':
    case 'ABORT_ERR':
      return { code: 'aborted', message: 'the run was interrupted' };
  }
  return { code: 'other', message: message || code || 'the request failed' };
}

/** What came of an answer (`ResponseReader.progress`); what Node says of a connection is left out. */
function cameOnly(message: string): string {
  return / came$/.test(message) ? `: ${message}` : '';
}

/** What OpenSSL says, without its file names: "error:0A00010B:SSL routines:ssl3_get_record:wrong version number:…". */
function opensslReason(message: string): string | undefined {
  const reason = /:SSL routines:[^:]*:([^:]+)/.exec(message)?.[1];
  return reason === 'wrong version number' ? 'what answers there does not speak TLS' : reason;
}

/** Errors that carry a name only. */
const codes: Readonly<Record<string, string>> = { AbortError: 'ABORT_ERR' };

/** The first error with a code among an error, its causes and the errors of a happy-eyeballs attempt. */
function innermost(error: unknown): { readonly code: string; readonly message: string } {
  let at = error as Faulty | undefined;
  let found = { code: '', message: error instanceof Error ? error.message : String(error) };
  for (let depth = 0; depth < 5 && typeof at === 'object' && at !== null; depth++) {
    const code = typeof at.code === 'string' ? at.code : (codes[String(at.name)] ?? '');
    const message = typeof at.message === 'string' ? at.message : '';
    if (code !== '' && !(code === 'UND_ERR_SOCKET' && at.cause)) return { code, message: message || found.message };
    if (code !== '') found = { code, message };
    at = (at.cause ?? (Array.isArray(at.errors) ? at.errors[0] : undefined)) as Faulty | undefined;
  }
  return found;
}
