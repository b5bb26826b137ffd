import type { HeaderField, HttpResponse } from '../../../../core/http.ts';
import type { Call } from '../../../kernel/call.ts';
import type { AskedRefusal, RefusalKind } from '../../../kernel/workbench.ts';
import { refuse } from '../refuse.ts';
import { conflict } from '../write/judge-time-stamp.ts';

const refusals: Readonly<Partial<Record<RefusalKind, readonly [status: number, name: string, message: string]>>> = {
  unauthorized: [401, 'Unauthorized', 'Authorization has been denied.'],
  forbidden: [403, 'AccessDenied', 'You may not do this.'],
  duplicate: [400, 'InvalidId', 'ID is not a GUID, or it is taken.'],
  'server-error': [500, 'Exception', 'An error has occurred.'],
  'too-many-requests': [429, 'TooManyRequests', 'Too many requests.'],
  unavailable: [503, 'Unavailable', 'The service is not available.'],
};

/** Refusals that somebody asks for. */
export function refuseAsAsked({ kind, retryAfterSeconds }: AskedRefusal, { world }: Call): HttpResponse | undefined {
  if (kind === 'version-conflict') return conflict(world).refused;
  const [status, name, message] = refusals[kind] ?? [];
  if (status === undefined || name === undefined || message === undefined) return undefined;
  const answer = refuse(world, status, { name, message });
  const later: HeaderField[] = status === 429 || status === 503 ? [['Retry-After', String(retryAfterSeconds)]] : [];
  return { ...answer, headers: [...answer.headers, ...later] };
}
