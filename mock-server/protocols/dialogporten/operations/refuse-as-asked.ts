import type { HttpResponse } from '../../../../core/http.ts';
import type { Call } from '../../../kernel/call.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import type { AskedRefusal } from '../../../kernel/workbench.ts';
import { forbidden, problem } from '../problem-details.ts';

/** Refusals that somebody asks for; what throttles is the gateway. */
export function refuseAsAsked({ kind, retryAfterSeconds }: AskedRefusal, call: Call): HttpResponse {
  switch (kind) {
    case 'unauthorized':
      return respondEmpty(401, [['WWW-Authenticate', 'Bearer error="invalid_token"']]);
    case 'forbidden':
      return forbidden(call, 'You are not allowed to do this.');
    case 'version-conflict':
      return problem(412, call);
    case 'duplicate':
      return problem(409, call, { IdempotentKey: ['It already exists.'] });
    case 'server-error':
      return problem(500, call);
    case 'too-many-requests':
    case 'unavailable':
      return respondEmpty(kind === 'unavailable' ? 503 : 429, [['Retry-After', String(retryAfterSeconds)]]);
  }
}
