import { ConformanceError } from '../../core/errors.ts';

/** Says in one sentence why a server could not listen, and what to do. */
export function startError(cause: unknown, host: string, port: number): ConformanceError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const [reason, hint] = reasons[code] ?? [
    `cannot be listened on (${code || String(cause)})`,
    'choose another host or port',
  ];
  return new ConformanceError('ERR_SERVER', `${host} port ${port} ${reason}`, { hint, cause });
}

const reasons: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  EADDRINUSE: ['is in use', 'stop what listens there, or choose another port (0: any free one)'],
  EACCES: ['may not be listened on by this user', 'choose a port above 1023 (0: any free one)'],
  EADDRNOTAVAIL: ['is not an address of this machine', 'choose 127.0.0.1, or 0.0.0.0 for all'],
  ENOTFOUND: ['cannot be resolved', 'choose 127.0.0.1, or 0.0.0.0 for all'],
};
