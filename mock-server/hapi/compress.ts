import { gzipSync } from 'node:zlib';
import { type HttpRequest, type HttpResponse, headerValue } from '../../core/http.ts';

/** Shorter bodies are sent as they are, as Hapi and most gateways have it. */
const shortest = 1024;

/** The answer in gzip, when the request takes it and the body is long enough; its version token stays as it is, whatever form it is sent in. */
export function compress({ method, headers }: HttpRequest, response: HttpResponse): HttpResponse {
  const { body } = response;
  if (body.length < shortest || method === 'HEAD' || !takesGzip(headerValue(headers, 'accept-encoding') ?? ''))
    return response;
  if (headerValue(response.headers, 'content-encoding') !== undefined) return response;
  return {
    ...response,
    headers: [...response.headers, ['Content-Encoding', 'gzip'], ['Vary', 'Accept-Encoding']],
    body: gzipSync(body),
  };
}

/** Named, and not with the weight 0 (RFC 9110 §12.5.3). "*" alone is not taken up. */
function takesGzip(accepted: string): boolean {
  return accepted.split(',').some((entry) => {
    const [coding = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
    return (coding === 'gzip' || coding === 'x-gzip') && !parameters.some((one) => /^q=0(?:\.0*)?$/.test(one));
  });
}
