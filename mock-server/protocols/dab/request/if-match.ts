import { type HttpRequest, headerLines } from '../../../../core/http.ts';
import type { Refused } from '../../../kernel/refused.ts';
import type { World } from '../../../kernel/world.ts';
import { pageTexts, refuse, refuseEmpty } from '../errors.ts';

/** What If-Match asks for: nothing, or that the row exists. */
export type Precondition = 'none' | 'must-exist';

/**
 * If-Match means something on PUT and PATCH only. The product compares the whole field value with "*"; every other
 * value, lists with a star in them included, is refused before anything else is looked at (1.x: an unhandled 500).
 */
export function readPrecondition({ method, headers }: HttpRequest, world: World): Precondition | Refused {
  const lines = headerLines(headers, 'if-match');
  if (lines.length === 0) return 'none';
  if (method !== 'PUT' && method !== 'PATCH') {
    world.cites('DAB-IFM-018');
    return 'none';
  }
  const value = lines.join().trim();
  if (value === '*') return 'must-exist';
  if (world.edition === 'v1') {
    world.cites('DAB-IFM-007');
    return refuseEmpty(500);
  }
  return world.keepsFor(method, ruleOf(method, lines, value))
    ? refuse(world, 400, 'BadRequest', pageTexts.badTag)
    : 'none';
}

/** The rule that is about this form of the field. */
function ruleOf(method: string, lines: readonly string[], value: string): string {
  if (lines.length > 1) return 'DAB-IFM-012';
  if (value === '') return 'DAB-IFM-013';
  if (value === '"*"') return 'DAB-IFM-010';
  if (value.includes(',')) return 'DAB-IFM-011';
  if (value.startsWith('W/')) return 'DAB-IFM-009';
  if (/^"[^"]*"$/.test(value)) return method === 'PUT' ? 'DAB-IFM-005' : 'DAB-IFM-006';
  return /["*]/.test(value) ? 'DAB-IFM-029' : 'DAB-IFM-008';
}
