import { type HttpRequest, type HttpResponse, headerValue } from '../../../../core/http.ts';
import type { World } from '../../../kernel/world.ts';
import { gzipStored } from './gzip.ts';

/** Answers go out as they are; a server may compress them and then says so (DAB-NEG-003). */
export function encode(request: HttpRequest, response: HttpResponse, world: World): HttpResponse {
  return world.variant('compresses') ? compressed(request, response) : response;
}

/** The answer in gzip, where it is asked for and there is something to compress. */
export function compressed({ headers }: HttpRequest, response: HttpResponse): HttpResponse {
  const { body } = response;
  const asked = /gzip/.test(headerValue(headers, 'accept-encoding') ?? '') && body.length > 0 && body.length < 65_536;
  if (!asked) return response;
  return {
    ...response,
    headers: [...response.headers, ['Content-Encoding', 'gzip'], ['Vary', 'Accept-Encoding']],
    body: gzipStored(body),
  };
}
