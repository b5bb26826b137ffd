import type { HttpResponse } from '../../core/http.ts';

/** The end of a request that is not carried out. A value, not an exception: every refusal comes before the first write. */
export interface Refused {
  readonly refused: HttpResponse;
}

/** Ends a request with this answer. */
export function refusedWith(refused: HttpResponse): Refused {
  return { refused };
}

/** Is this the end of the request, and no result? */
export function isRefused(value: unknown): value is Refused {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'refused');
}
