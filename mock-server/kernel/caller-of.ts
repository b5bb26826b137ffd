import type { HttpRequest } from '../../core/http.ts';
import { bearerToken } from './bearer-callers.ts';
import type { ProtocolCore } from './protocol-core.ts';
import type { ServiceOptions } from './service-options.ts';
import type { Principal } from './world.ts';

/** Who sent a request, where more tokens than those of the core are taken, or fewer. */
export function callerOf(
  core: ProtocolCore,
  request: HttpRequest,
  known: Principal | undefined,
  token: ServiceOptions['token'],
): Principal | undefined {
  if (token === undefined) return known;
  if ('any' in token) return known ?? core.anyCaller?.(request) ?? core.anyHolder?.(request);
  if (!core.anyCaller) return known;
  return bearerToken(request) === token.only ? core.anyCaller(request) : undefined;
}
