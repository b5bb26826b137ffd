import type { HttpResponse } from '../../core/http.ts';
import type { Trace } from './world.ts';

/** Says which rules decided, in the order they were asked for, and what this server does not have. */
export function explainAnswer(
  response: HttpResponse,
  rules: Trace['rules'],
  unmodelled: ReadonlySet<string>,
): HttpResponse {
  const said = [
    ['Conformance-Rule', [...rules].join(', ')],
    ['Conformance-Unmodelled', [...unmodelled].join(', ')],
  ] as const;
  const headers = said.filter(([, value]) => value !== '');
  return headers.length === 0 ? response : { ...response, headers: [...response.headers, ...headers] };
}
