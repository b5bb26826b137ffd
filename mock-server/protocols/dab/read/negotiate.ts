import { type HeaderField, type HttpRequest, type HttpResponse, headerValue } from '../../../../core/http.ts';
import type { World } from '../../../kernel/world.ts';
import { type Refusal, refuseEmpty } from '../errors.ts';
import { gzipStored } from './gzip.ts';

/** Accept is not looked at; the bug is to insist on it. */
export function refuseAccept({ headers }: HttpRequest, world: World): Refusal | undefined {
  const accept = headerValue(headers, 'accept');
  const excluded = accept !== undefined && !/json|\*\/\*/.test(accept);
  return excluded && !world.keeps('DAB-NEG-002') ? refuseEmpty(406) : undefined;
}

/** Answers go out as they are; a server may compress them and then says so (DAB-NEG-003). */
export function encode({ headers }: HttpRequest, response: HttpResponse, world: World): HttpResponse {
  const silent = world.mutant('compresses-without-a-word');
  if (!world.mutant('compresses-without-a-word') && !world.variant('compresses')) return response;
  const { body } = response;
  const asked = /gzip/.test(headerValue(headers, 'accept-encoding') ?? '') && body.length > 0 && body.length < 65_536;
  if (!asked) return response;
  const vary: readonly HeaderField[] = silent ? [] : [['Vary', 'Accept-Encoding']];
  return { ...response, headers: [...response.headers, ['Content-Encoding', 'gzip'], ...vary], body: gzipStored(body) };
}
