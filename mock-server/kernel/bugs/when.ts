import { headerLines } from '../../../core/http.ts';
import type { RuleId } from '../../../core/rule.ts';
import type { When } from './answer-otherwise.ts';

/** Narrows to exchanges that the sound server answers with one of these statuses. */
export function answered(when: When, ...statuses: readonly number[]): When {
  return (exchange) => statuses.includes(exchange.response.status) && when(exchange);
}

/** Narrows to exchanges that the sound server answers with 2xx. */
export function done(when: When): When {
  return (exchange) => Math.floor(exchange.response.status / 100) === 2 && when(exchange);
}

/** Narrows to exchanges that the sound server answers with 4xx or 5xx. */
export function refused(when: When): When {
  return (exchange) => exchange.response.status >= 400 && when(exchange);
}

/** Is the sound answer decided by one of these rules? */
export function decidedBy(...rules: readonly RuleId[]): When {
  return (exchange) => rules.some((rule) => exchange.rules.has(rule));
}

/** Is the request one of these methods? */
export function on(...methods: readonly string[]): When {
  return ({ request }) => methods.includes(request.method);
}

/** Does the request have this header field? */
export function sends(field: string): When {
  return ({ request }) => headerLines(request.headers, field).length > 0;
}

/** Do all of these hold? Asked in this order: cheap ones first. */
export function all(...whens: readonly When[]): When {
  return (exchange) => whens.every((when) => when(exchange));
}
