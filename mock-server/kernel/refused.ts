import type { HttpResponse } from '../../core/http.ts';

/**
 * The end of a request that is not carried out: the answer, or what a protocol makes it of. A value, not an exception:
 * every refusal comes before the first write.
 */
export interface Refused<R = HttpResponse> {
  readonly refused: R;
  readonly [mark]: true;
}

/** Nothing that a client can send carries it, not even a body with a member "refused". */
const mark: unique symbol = Symbol('refused');

/** Ends a request with this. */
export function refusedWith<R>(refused: R): Refused<R> {
  return { refused, [mark]: true };
}

/** Is this the end of the request, and no result? */
export function isRefused<T>(value: T): value is Extract<T, Refused<unknown>> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, mark);
}
