import type { HeaderField, HttpResponse } from '../../../../core/http.ts';
import type { Call } from '../../../kernel/call.ts';
import type { AskedRefusal, RefusalKind } from '../../../kernel/workbench.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { privilegeMissing, rowExists, versionMismatch } from '../refusals.ts';
import { respondRefusal } from '../respond.ts';

const refusals: Readonly<Record<RefusalKind, () => Refusal>> = {
  unauthorized: () => refuse(401, '', 'The access token has expired.'),
  forbidden: privilegeMissing,
  'version-conflict': versionMismatch,
  duplicate: rowExists,
  'too-many-requests': () =>
    refuse(429, '0x80072322', 'Number of requests exceeded the limit of 6000 over time window of 300 seconds.'),
  'server-error': () => refuse(500, '0x80040216', 'An unexpected error occurred.'),
  unavailable: () => refuse(503, '', 'The service is unavailable.'),
};

/** Refusals that somebody asks for. */
export function refuseAsAsked({ kind, retryAfterSeconds }: AskedRefusal, { world }: Call): HttpResponse {
  const answer = respondRefusal(world, refusals[kind]());
  const headers: HeaderField[] =
    kind === 'unauthorized'
      ? [['WWW-Authenticate', 'Bearer']]
      : kind === 'unavailable' || kind === 'too-many-requests'
        ? [['Retry-After', String(retryAfterSeconds)]]
        : [];
  return { ...answer, headers: [...answer.headers, ...headers] };
}
