import { type HttpRequest, type HttpResponse, headerValue } from '../../../../core/http.ts';
import type { Refused } from '../../../kernel/refused.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import type { World } from '../../../kernel/world.ts';
import { refuseBad, refuseEmpty } from '../errors.ts';

const methods = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
const allow = 'DELETE, GET, PATCH, POST, PUT';

/** The answer to a method that is none of the five; they are spelled in capitals. A browser may ask before a write. */
export function answerMethod({ method, headers }: HttpRequest, world: World): HttpResponse | Refused | undefined {
  if (methods.has(method)) return undefined;
  if (methods.has(method.toUpperCase())) return refuseBad(world, 'Unsupported operation type.');
  world.cites('DAB-RTE-008');
  const asksFirst = method === 'OPTIONS' && headerValue(headers, 'access-control-request-method') !== undefined;
  return asksFirst ? respondEmpty(204) : refuseEmpty(405, [['Allow', allow]]);
}
