import type { FetchedToken, TokenGround, TokenSource } from './token-source.ts';

/** Gets a token from its source. What one kind of source takes is loaded only for it. @throws {CredentialsFault} */
export async function fetchToken(source: TokenSource, ground: TokenGround): Promise<FetchedToken> {
  switch (source.kind) {
    case 'command':
      return (await import('./token-of-command.ts')).tokenOfCommand(source, ground);
    case 'matrix42':
      return (await import('./exchange-api-token.ts')).exchangeApiToken(source, ground);
    case 'client-credentials':
      return (await import('./grants.ts')).grantByClientCredentials(source, ground);
    case 'jwt-bearer':
      return (await import('./grants.ts')).grantByAssertion(source, ground);
  }
}
