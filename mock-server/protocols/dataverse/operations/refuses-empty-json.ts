import { type HttpRequest, headerValue } from '../../../../core/http.ts';
import type { World } from '../../../kernel/world.ts';

/** Does this server stumble over a JSON content type without a body, as many HTTP frameworks do? */
export function refusesEmptyJson(
  { headers, body }: HttpRequest,
  rule: 'DV-HDR-008' | 'DV-PRP-015',
  world: World,
): boolean {
  return headerValue(headers, 'content-type') !== undefined && body.length === 0 && !world.keeps(rule);
}
