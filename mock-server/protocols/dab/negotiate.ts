import { type HttpRequest, type HttpResponse, headerValue } from '../../../core/http.ts';
import type { World } from '../../kernel/world.ts';
import { type Refusal, refuseEmpty } from './errors.ts';

/** Accept is not looked at; the bug is to insist on it. */
export function refuseAccept({ headers }: HttpRequest, world: World): Refusal | undefined {
  const accept = headerValue(headers, 'accept');
  const excluded = accept !== undefined && !/json|\*\/\*/.test(accept);
  return excluded && !world.keeps('DAB-NEG-002') ? refuseEmpty(406) : undefined;
}

/** Answers go out as they are, which a server may leave (DAB-NEG-003); the bug is to say nothing of a compression. */
export function encode({ headers }: HttpRequest, response: HttpResponse, world: World): HttpResponse {
  const asked = /gzip/.test(headerValue(headers, 'accept-encoding') ?? '');
  if (!asked || !world.mutant('compresses-without-a-word')) return response;
  return { ...response, headers: [...response.headers, ['Content-Encoding', 'gzip']] };
}
