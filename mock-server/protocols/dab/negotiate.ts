import { type HttpRequest, headerValue } from '../../../core/http.ts';
import type { World } from '../../kernel/world.ts';
import { type Refusal, refuseEmpty } from './errors.ts';

/** Accept is not looked at; the bug is to insist on it. */
export function refuseAccept({ headers }: HttpRequest, world: World): Refusal | undefined {
  const accept = headerValue(headers, 'accept');
  const excluded = accept !== undefined && !/json|\*\/\*/.test(accept);
  return excluded && !world.keeps('DAB-NEG-002') ? refuseEmpty(406) : undefined;
}
