import { type HttpRequest, headerValue } from '../../../../core/http.ts';
import type { World } from '../../../kernel/world.ts';
import { type Refusal, refuseBad, refuseEmpty } from '../errors.ts';

const methods = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
const allow = 'DELETE, GET, PATCH, POST, PUT';

/** The request if its method is one of the five; they are spelled in capitals, and no header replaces them. */
export function readMethod(request: HttpRequest, world: World): HttpRequest | Refusal {
  const { method, headers } = request;
  const override = headerValue(headers, 'x-http-method-override');
  if (override !== undefined && world.mutant('method-is-overridden')) return { ...request, method: override };
  if (methods.has(method)) return request;
  if (methods.has(method.toUpperCase())) return refuseBad(world, 'Unsupported operation type.');
  const asksFirst = headerValue(headers, 'access-control-request-method') !== undefined;
  const mayAsk = method === 'OPTIONS' || world.mutant('any-method-asks-first');
  if (asksFirst && mayAsk && !world.mutant('preflights-are-405')) return refuseEmpty(204);
  if (method === 'OPTIONS' && world.mutant('options-are-answered')) return refuseEmpty(204, [['Allow', allow]]);
  if (world.keeps('DAB-RTE-008')) return refuseEmpty(405, world.mutant('no-allow') ? [] : [['Allow', allow]]);
  return method === 'HEAD' ? { ...request, method: 'GET' } : refuseEmpty(501);
}
