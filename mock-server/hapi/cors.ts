import { emptyBody, type HeaderField, type HttpResponse, headerValue } from '../../core/http.ts';
import { isLoopbackHost } from './loopback.ts';

const exposed =
  'ETag, Location, OData-EntityId, OData-Version, Preference-Applied, Retry-After, Conformance-Rule, Conformance-Unmodelled, Conformance-Fault';

/** Fields that let a page served from this machine read the answer; none for any other page, or no page at all. */
export function corsHeaders(headers: readonly HeaderField[]): HeaderField[] {
  const origin = headerValue(headers, 'origin');
  if (origin === undefined || !isLoopbackOrigin(origin)) return [];
  return [
    ['Access-Control-Allow-Origin', origin],
    ['Access-Control-Allow-Credentials', 'true'],
    ['Access-Control-Expose-Headers', exposed],
    ['Vary', 'Origin'],
  ];
}

/** The answer to a browser's preflight from this machine; undefined for any other OPTIONS request. */
export function answerPreflight(headers: readonly HeaderField[]): HttpResponse | undefined {
  const asked = headerValue(headers, 'access-control-request-method');
  const cors = corsHeaders(headers);
  if (asked === undefined || cors.length === 0) return undefined;
  const names = headerValue(headers, 'access-control-request-headers');
  return {
    status: 204,
    headers: [
      ...cors,
      ['Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS'],
      ...(names === undefined ? [] : [['Access-Control-Allow-Headers', names] as const]),
      ['Access-Control-Max-Age', '600'],
    ],
    body: emptyBody,
  };
}

/** Is this the origin of a page on this machine? */
export function isLoopbackOrigin(origin: string): boolean {
  return URL.canParse(origin) && isLoopbackHost(new URL(origin).host);
}
