import type { ProtocolCore } from '../../mock-server/index.ts';
import { quoteShell } from '../../reporters/curl/quote-shell.ts';

/**
 * A curl line that works on a server that has just started.
 * @param curl the command with what it needs to trust the server
 * @param url of the protocol
 * @param token instead of the one that the protocol knows; "env:NAME" is left to the shell
 */
export function exampleLine({ example }: ProtocolCore, curl: string, url: string, token: string | undefined): string {
  const field = ([name, value]: readonly [string, string]): string => {
    if (name !== 'Authorization' || token === undefined) return quoteShell(`${name}: ${value}`);
    const variable = /^env:(\w+)$/.exec(token)?.[1];
    return variable === undefined ? quoteShell(`${name}: Bearer ${token}`) : `"${name}: Bearer $${variable}"`;
  };
  return [
    curl,
    ...(example.method === 'GET' ? [] : [`-X ${quoteShell(example.method)}`]),
    ...withToken(example.headers, token).map((one) => `-H ${field(one)}`),
    ...(example.body === undefined ? [] : [`--data-binary ${quoteShell(example.body)}`]),
    ...(/[[\]{}]/.test(example.target) ? ['--globoff'] : []),
    quoteShell(`${url}${example.target}`),
  ].join(' ');
}

/** Where the protocol's own example needs no token, and this server wants one. */
function withToken(
  headers: ProtocolCore['example']['headers'],
  token: string | undefined,
): ProtocolCore['example']['headers'] {
  const has = headers.some(([name]) => name === 'Authorization');
  return has || token === undefined ? headers : [['Authorization', ''], ...headers];
}
