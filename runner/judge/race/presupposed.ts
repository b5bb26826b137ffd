import type { HttpRequest } from '../../../core/http.ts';

/**
 * What a request asks for before it may be carried out (RFC 9110 §13.1.1, §13.1.2): a success says that it was so.
 * Undefined: it says nothing of the kind. A token is the business of the history's model.
 */
export function presupposed({ headers }: Pick<HttpRequest, 'headers'>): 'present' | 'absent' | undefined {
  const star = (name: string): boolean =>
    headers.some(([field, value]) => field.toLowerCase() === name && value.trim() === '*');
  return star('if-match') ? 'present' : star('if-none-match') ? 'absent' : undefined;
}
