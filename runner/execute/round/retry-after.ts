import type { Outcome } from '../../../core/client.ts';
import { headerLines } from '../../../core/http.ts';
import { readHttpDate } from './read-http-date.ts';

/** How patient a run is with who asks for patience. Changed while it runs. */
export interface Patience {
  /** Waits so far. */
  times: number;
  /** Milliseconds waited so far, by all scenarios together. */
  waitedMs: number;
}

/** The longest single wait, and all waits of the scenarios of a target together: one that runs eight at once waits eight times. */
const longestMs = 60_000;
const budgetMs = 15 * 60_000;

/** A request is sent so often in all. */
export const mostAttempts = 4;

/** A round of a race is run so often in all: it has many requests, and must have got through with all of them. */
export const mostRounds = 12;

/**
 * For how long to wait until a request may be sent again; undefined: it may not. After a 429 every one, as it says that the
 * request was not carried out (RFC 6585 §4); after a 503 only a safe one, as some of a write may have been done. Never without
 * Retry-After, never without an answer.
 */
export function retryAfterMs(
  outcome: Outcome,
  method: string,
  { waitedMs }: Patience,
  now: number,
): number | undefined {
  if (outcome.kind === 'fault') return undefined;
  const { status, headers } = outcome.response;
  const safe = method === 'GET' || method === 'HEAD';
  if (status !== 429 && !(status === 503 && safe)) return undefined;
  const wait = readRetryAfter(headerLines(headers, 'retry-after')[0], now);
  return wait === undefined || wait > longestMs || waitedMs + wait > budgetMs ? undefined : wait;
}

/** Seconds, or a date (RFC 9110 §10.2.3); in milliseconds from now. */
function readRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const date = readHttpDate(value, now);
  return date === undefined ? undefined : Math.max(0, date - now);
}
