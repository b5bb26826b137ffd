import type { HttpResponse } from '../../../core/http.ts';

/** The answer with the entity-tag that a proxy has made of its own; undefined: it has none, or is that already. */
export function spoilTag<R extends HttpResponse>(response: R, as: 'weak' | 'gzip' | 'none'): R | undefined {
  const changed = response.headers.flatMap(([name, value]) => {
    if (name.toLowerCase() !== 'etag') return [[name, value] as const];
    if (as === 'none') return [];
    if (as === 'weak') return [[name, value.startsWith('W/') ? value : `W/${value}`] as const];
    return [[name, value.replace(/"$/, '-gzip"')] as const];
  });
  const differs =
    changed.length !== response.headers.length ||
    changed.some(([, value], index) => value !== response.headers[index]?.[1]);
  return differs ? { ...response, headers: changed } : undefined;
}
