import type { HttpRequest } from '../../../core/http.ts';
import { type ProxyServer, proxyFault, proxyFields } from './proxy-server.ts';

/** Where requests go. */
export interface Destination {
  readonly origin: string;
  readonly proxy?: ProxyServer;
}

/** Does the proxy read the requests themselves? It does where there is no TLS, else it opens a tunnel. */
function readsRequests({ origin, proxy }: Destination): boolean {
  return proxy !== undefined && origin.startsWith('http:');
}

/** The request as it is sent there: a proxy is told the whole URL (RFC 9112 §3.2.2). */
export function addressedTo(to: Destination, request: HttpRequest): HttpRequest {
  if (to.proxy === undefined || !readsRequests(to)) return request;
  const { target, headers } = request;
  return { ...request, target: `${to.origin}${target}`, headers: [...headers, ...proxyFields(to.proxy)] };
}

/** @throws {Error} with the code CONFORMANCE_PROXY for a status that only a proxy answers. */
export function checkProxy(to: Destination, status: number): void {
  if (status === 407 && to.proxy !== undefined && readsRequests(to)) throw proxyFault(to.proxy, status);
}
