import { type HttpRequest, headerLines } from '../../core/http.ts';

const inToken = /~session\.([A-Za-z0-9_-]+)$/;

/**
 * The session a request asks for outside its path, and the request as the protocol is to see it: by the header
 * `Conformance-Session: NAME`, or by a credential that ends in `~session.NAME` (for clients that cannot set headers).
 */
export function sessionOf(request: HttpRequest): {
  readonly session: string | undefined;
  readonly request: HttpRequest;
} {
  const named = headerLines(request.headers, 'conformance-session')[0];
  const marked = request.headers.find(([name, value]) => name.toLowerCase() === 'authorization' && inToken.test(value));
  if (named === undefined && marked === undefined) return { session: undefined, request };
  const headers = request.headers
    .filter(([name]) => name.toLowerCase() !== 'conformance-session')
    .map((field) => (field === marked ? ([field[0], field[1].replace(inToken, '')] as const) : field));
  return { session: named ?? inToken.exec(marked?.[1] ?? '')?.[1], request: { ...request, headers } };
}
