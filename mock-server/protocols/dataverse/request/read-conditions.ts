import { type EntityTagCondition, parseEntityTagCondition } from '../../../../core/entity-tag.ts';
import { type HttpRequest, headerValue } from '../../../../core/http.ts';
import type { World } from '../../../kernel/world.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { conditionInvalid } from '../refusals.ts';

/** The conditions a request sets; undefined: none of that kind. */
export interface Conditions {
  readonly ifMatch: EntityTagCondition | undefined;
  readonly ifNoneMatch: EntityTagCondition | undefined;
}

/** Reads If-Match and If-None-Match. The four letters "null" in If-None-Match are no condition at all. */
export function readConditions(request: HttpRequest, world: World): Conditions | Refusal {
  const ifMatch = readCondition(headerValue(request.headers, 'if-match'), 'If-Match');
  if (isRefusal(ifMatch)) return ifMatch;
  const raw = headerValue(request.headers, 'if-none-match');
  const ifNoneMatch = hasNullLiteral(request) ? readNull(request, world) : readCondition(raw, 'If-None-Match');
  return isRefusal(ifNoneMatch) ? ifNoneMatch : { ifMatch, ifNoneMatch };
}

/** Does If-None-Match hold nothing but the four letters "null"? */
export function hasNullLiteral({ headers }: HttpRequest): boolean {
  return headerValue(headers, 'if-none-match') === 'null';
}

function readCondition(value: string | undefined, header: string): EntityTagCondition | undefined | Refusal {
  if (value === undefined) return undefined;
  return parseEntityTagCondition(value) ?? conditionInvalid(header);
}

/** Methods whose handlers read their conditions apart from the others, and may forget the word. */
const forgetful: Readonly<Record<string, string>> = {
  POST: 'null-literal-stops-post',
  PUT: 'null-literal-stops-put',
  DELETE: 'null-literal-stops-delete',
};

function readNull({ method }: HttpRequest, world: World): EntityTagCondition | undefined | Refusal {
  const forgets = forgetful[method];
  if (forgets !== undefined && world.mutant(forgets)) return conditionInvalid('If-None-Match');
  const reads = method === 'GET' || method === 'HEAD';
  if (world.mutant(reads ? 'null-literal-matches-any-read' : 'null-literal-prevents-update')) return '*';
  const kept = world.keeps('DV-HDR-011', reads ? 'DV-CND-018' : 'DV-CND-017');
  return kept ? undefined : conditionInvalid('If-None-Match');
}
