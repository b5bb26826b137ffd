import type { HttpResponse } from '../../../../../core/http.ts';

/** The answer to a request of a batch. */
export interface AnsweredPart {
  readonly contentId: string | undefined;
  readonly response: HttpResponse;
}

/** The answer to a part of a batch: one response; of a change set one for each request, or the failing one alone. */
export interface AnsweredItem {
  readonly kind: 'part' | 'change-set';
  readonly parts: readonly AnsweredPart[];
}
