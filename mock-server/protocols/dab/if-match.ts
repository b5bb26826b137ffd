import { type HttpRequest, headerLines } from '../../../core/http.ts';
import type { World } from '../../kernel/world.ts';
import { type Refusal, refuse, refuseEmpty } from './errors.ts';

/** What If-Match asks for: nothing, or that the row exists. */
export type Precondition = 'none' | 'must-exist';

/**
 * Reads If-Match on PUT and PATCH. The product compares the whole field value with "*"; every other value, lists
 * with a star in them included, is refused before anything else is looked at (1.x: an unhandled 500).
 */
export function readIfMatch(request: HttpRequest, world: World): Precondition | Refusal {
  const lines = headerLines(request.headers, 'if-match');
  if (lines.length === 0) return 'none';
  const value = lines.join(',').trim();
  if (value === '*') return world.mutant('star-is-ignored') ? 'none' : 'must-exist';
  if (world.edition === 'v1') return world.keeps('DAB-IFM-007') ? refuseEmpty(500) : badTag(world);
  const rule = ruleOf(request.method, lines, value);
  if (!world.keeps(rule)) return 'none';
  if (world.mutant('any-tag-means-exists')) return 'must-exist';
  return badTag(world);
}

function badTag(world: World): Refusal {
  if (world.mutant('bad-tag-is-412') || world.mutant('page-bad-tag-is-412'))
    return refuse(world, 412, 'BadRequest', "Etags not supported, use '*'");
  const message = world.mutant('bad-tag-wrong-text')
    ? 'The If-Match header is malformed.'
    : "Etags not supported, use '*'";
  return refuse(world, 400, 'BadRequest', message);
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
