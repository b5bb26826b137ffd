import type { HeaderField, HttpRequest } from '../../core/http.ts';
import { bearerToken } from '../kernel/bearer-callers.ts';
import type { ProtocolCore } from '../kernel/protocol-core.ts';
import type { TokenOptions, TokenService } from './create-token-service.ts';

/** The token endpoints of a server: what they take is loaded when one is asked for the first time. */
export interface TokenDesk {
  service(): Promise<TokenService>;
  /** The request as the protocol is to see it: a token of these endpoints as one that it knows, or as none. */
  translate(request: HttpRequest, core: ProtocolCore): Promise<HttpRequest>;
}

/** @param cores loads the protocols that are mounted. */
export function createTokenDesk(cores: () => Promise<readonly ProtocolCore[]>, options: TokenOptions): TokenDesk {
  let made: Promise<TokenService> | undefined;
  return {
    service: () =>
      (made ??= import('./create-token-service.ts').then(async ({ createTokenService }) =>
        createTokenService(await cores(), options),
      )),
    translate: async (request, core) => {
      const token = made === undefined ? undefined : bearerToken(request);
      if (made === undefined || token === undefined) return request;
      const caller = await (await made).callerOf(token, core.id);
      if (caller === undefined) return request;
      // Where any token is taken one that is good no longer must not be one.
      if (caller === 'bad')
        return withAuthorization(request, core.anyCaller || core.anyHolder ? 'Bearer' : 'Bearer not-good-any-more');
      if (core.tokenClaims !== undefined) return request;
      const known = core.credentials[caller.identity]?.find(([name]) => name === 'Authorization')?.[1];
      return known === undefined ? request : withAuthorization(request, known);
    },
  };
}

function withAuthorization(request: HttpRequest, value: string): HttpRequest {
  const headers = request.headers.map(
    (field): HeaderField => (field[0].toLowerCase() === 'authorization' ? [field[0], value] : field),
  );
  return { ...request, headers };
}
