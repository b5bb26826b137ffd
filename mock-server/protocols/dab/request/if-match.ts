import { type HttpRequest, headerLines, headerValue } from '../../../../core/http.ts';
import type { World } from '../../../kernel/world.ts';
import { pageTexts, type Refusal, refuse, refuseBad, refuseEmpty } from '../errors.ts';

/** What If-Match asks for: nothing, or that the row exists. */
export type Precondition = 'none' | 'must-exist';

/** If-Match means something on PUT and PATCH only. */
export function readPrecondition(request: HttpRequest, world: World): Precondition | Refusal {
  const value = headerValue(request.headers, 'if-match');
  if (value === undefined) return 'none';
  const otherCase = !request.headers.some(([name]) => name === 'If-Match');
  if (otherCase && !world.keeps('DAB-IFM-015')) return 'none';
  if (request.method === 'PUT' || request.method === 'PATCH') return readIfMatch(request, world);
  if (value === '*' && world.mutant('star-fails-on-other-methods'))
    return refuseBad(world, 'If-Match is not supported on this method.');
  const isRead = world.mutant(`if-match-on-${request.method.toLowerCase()}`) || !world.keeps('DAB-IFM-018');
  return isRead ? readIfMatch(request, world) : 'none';
}

/** The bug that conditions are acted on which the product does not read (DAB-IFM-019). */
export function actOnIgnoredCondition({ method, headers }: HttpRequest, world: World): Refusal | undefined {
  const sent = ['if-none-match', 'if-modified-since', 'if-unmodified-since'].filter(
    (name) => headerValue(headers, name) !== undefined,
  );
  if (sent.length === 0) return undefined;
  const isRead = sent.some((name) => world.mutant(`${name}-is-read`)) || !world.keeps('DAB-IFM-019');
  return isRead ? refuseEmpty(method === 'GET' ? 304 : 412) : undefined;
}

/**
 * Reads If-Match on PUT and PATCH. The product compares the whole field value with "*"; every other value, lists
 * with a star in them included, is refused before anything else is looked at (1.x: an unhandled 500).
 */
function readIfMatch(request: HttpRequest, world: World): Precondition | Refusal {
  const lines = headerLines(request.headers, 'if-match');
  const value = lines.join();
  // HTTP libraries trim field values; a server with one of its own may forget to.
  const isStar = value.trim() === '*' && (value === '*' || world.keeps('DAB-IFM-014'));
  if (isStar) return world.mutant('star-is-ignored') ? 'none' : 'must-exist';
  if (world.edition === 'v1') return world.keeps('DAB-IFM-007') ? refuseEmpty(500) : badTag(world);
  if (!world.keeps(ruleOf(request.method, lines, value.trim()))) return 'none';
  if (world.mutant(`${request.method.toLowerCase()}-ignores-bad-tags`)) return 'none';
  if (world.mutant('any-tag-means-exists')) return 'must-exist';
  return badTag(world);
}

function badTag(world: World): Refusal {
  const message = world.mutant('bad-tag-has-another-text') ? 'The If-Match header is malformed.' : pageTexts.badTag;
  return refuse(world, statusOfBadTag(world), 'BadRequest', message);
}

function statusOfBadTag(world: World): number {
  if (world.mutant('bad-tag-is-412') || world.mutant('page-bad-tag-is-412')) return 412;
  return world.mutant('bad-tag-is-404') ? 404 : 400;
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
