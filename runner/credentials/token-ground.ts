import type { Client } from '../../core/client.ts';
import { decodeUtf8, utf8 } from '../../core/http.ts';
import { createHttpClient, type HttpClientOptions } from '../execute/http/create-http-client.ts';
import { CredentialsFault } from './credentials-fault.ts';
import type { TokenGround } from './token-source.ts';

/** Sends to endpoints over the client of this tool; each request has a connection of its own, as there are hours between them. */
export function createTokenGround(
  connectionTo: (baseUrl: string) => HttpClientOptions,
  remember: (secret: string) => void,
): TokenGround {
  return {
    remember,
    send: async (url, { method, headers, body }) => {
      const { origin, pathname, search } = new URL(url);
      const client: Client = createHttpClient(connectionTo(origin));
      try {
        const outcome = await client.send({
          method,
          target: pathname + search,
          headers: [...headers, ...ownFields(headers)],
          body: utf8(body),
        });
        if (outcome.kind === 'fault')
          throw new CredentialsFault(`${url}: ${outcome.fault.message}`, { passing: outcome.fault.code !== 'tls' });
        const { status, headers: fields, body: bytes } = outcome.response;
        return { status, headers: fields, text: decodeUtf8(bytes) };
      } finally {
        await client.close();
      }
    },
  };
}

/** Some gateways refuse a client that does not say what it is. */
function ownFields(headers: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] {
  return headers.some(([name]) => name.toLowerCase() === 'user-agent') ? [] : [['User-Agent', 'update-conformance']];
}
