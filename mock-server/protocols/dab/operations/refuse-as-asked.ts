import type { HttpResponse } from '../../../../core/http.ts';
import type { Call } from '../../../kernel/call.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import type { AskedRefusal } from '../../../kernel/workbench.ts';
import { refuse, refuseForbidden, refuseUnexpected } from '../errors.ts';

/** Refusals that somebody asks for. There are no versions here, so that nobody has an old one; what throttles stands before the product. */
export function refuseAsAsked({ kind, retryAfterSeconds }: AskedRefusal, { world }: Call): HttpResponse | undefined {
  switch (kind) {
    case 'unauthorized':
      return respondEmpty(401, [['WWW-Authenticate', 'Bearer error="invalid_token"']]);
    case 'forbidden':
      return refuseForbidden(world).refused;
    case 'version-conflict':
      return undefined;
    case 'duplicate': {
      const development = '23505: duplicate key value violates unique constraint';
      const text = world.features.has('development-messages')
        ? development
        : 'While processing your request the database ran into an error.';
      return refuse(world, 409, 'DatabaseOperationFailed', text).refused;
    }
    case 'server-error':
      return refuseUnexpected(world).refused;
    case 'too-many-requests':
    case 'unavailable':
      return respondEmpty(kind === 'unavailable' ? 503 : 429, [['Retry-After', String(retryAfterSeconds)]]);
  }
}
