import { type EntityTagCondition, parseEntityTagCondition } from '../../../../core/entity-tag.ts';
import { type HttpRequest, headerValue } from '../../../../core/http.ts';
import type { Call } from '../../../kernel/call.ts';
import { isRefused } from '../../../kernel/refused.ts';
import type { Refusal } from '../refusal.ts';
import { conditionInvalid } from '../refusals.ts';

/** The conditions a request sets; undefined: none of that kind. */
export interface Conditions {
  readonly ifMatch: EntityTagCondition | undefined;
  readonly ifNoneMatch: EntityTagCondition | undefined;
}

/** Reads If-Match and If-None-Match. The four letters "null" in If-None-Match are no condition at all. */
export function readConditions({ request, world }: Call): Conditions | Refusal {
  const matches = headerValue(request.headers, 'if-match');
  const named =
    world.variant('one-tag-alone') && /",/.test(matches ?? '')
      ? conditionInvalid('If-Match')
      : readCondition(matches, 'If-Match');
  const unreadable = isRefused(named);
  if (unreadable && world.keeps('DV-CND-022')) return named;
  const ifMatch = unreadable ? undefined : named;
  const reads = request.method === 'GET';
  const ignored =
    hasNullLiteral(request) && world.keepsFor(request.method, 'DV-HDR-011', reads ? 'DV-CND-018' : 'DV-CND-017');
  const ifNoneMatch = ignored
    ? undefined
    : readCondition(headerValue(request.headers, 'if-none-match'), 'If-None-Match');
  return isRefused(ifNoneMatch) ? ifNoneMatch : { ifMatch, ifNoneMatch };
}

/** Does If-None-Match hold nothing but the four letters "null"? */
export function hasNullLiteral({ headers }: HttpRequest): boolean {
  return headerValue(headers, 'if-none-match') === 'null';
}

function readCondition(value: string | undefined, header: string): EntityTagCondition | undefined | Refusal {
  if (value === undefined) return undefined;
  return parseEntityTagCondition(value) ?? conditionInvalid(header);
}
