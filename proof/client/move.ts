import type { HttpRequest, HttpResponse } from '../../core/http.ts';
import type { ClientReply, ClientRequest } from '../../mock-server/kernel/client-side.ts';

/** What was done on purpose at a move of the client's. */
export type Staged =
  /** Before it, somebody else wrote this member of the row. */
  | { readonly kind: 'somebody-else-wrote'; readonly member: string; readonly value: string }
  | { readonly kind: 'throttled'; readonly seconds: number }
  /** It was carried out, and what stands before the server answered that no answer came. */
  | { readonly kind: 'answer-lost' }
  | { readonly kind: 'token-expired' }
  /** A success was answered, and nothing was done. */
  | { readonly kind: 'nothing-done' };

/** One request of the client, its answer as the client saw it, and what both mean. */
export interface Move {
  /** From 1. */
  readonly number: number;
  /** Milliseconds of one clock: when the request had come, and when the answer went. */
  readonly startedMs: number;
  readonly endedMs: number;
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  readonly asks: ClientRequest;
  readonly says: ClientReply;
  readonly staged?: Staged;
}

/** Does it write? */
export function isWrite({ asks: { act } }: Pick<Move, 'asks'>): boolean {
  return act === 'create' || act === 'update' || act === 'delete';
}
