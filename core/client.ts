import type { HttpRequest, HttpResponse } from './http.ts';

/** Times of one exchange in milliseconds on a monotonic clock. */
interface ExchangeTimes {
  /** The moment before the first byte was sent (for a race: the moment of release). */
  readonly startedMs: number;
  /** The moment the whole answer was there. */
  readonly endedMs: number;
}

/** What of an answer's framing HTTP does not allow, though it could be read. */
export interface Defective {
  /** One sentence for people, with the bytes that show it. They come from the target, and may hold secrets. */
  readonly defect?: string;
}

/** How one request went: an answer, or a transport fault (never a verdict on the protocol). */
export type Outcome =
  | ({ readonly kind: 'answer'; readonly response: HttpResponse } & Defective & ExchangeTimes)
  | ({ readonly kind: 'fault'; readonly fault: TransportFault } & ExchangeTimes);

/** Why no answer came. */
export interface TransportFault {
  readonly code:
    | 'unreachable'
    | 'refused'
    | 'tls'
    | 'timeout'
    | 'reset'
    | 'not-http'
    | 'body-too-large'
    | 'headers-too-large'
    | 'coding'
    | 'proxy'
    | 'aborted'
    | 'other';
  /** One sentence for people. What it quotes of an answer may hold secrets: it is printed redacted. */
  readonly message: string;
}

/** A request of a race. */
export interface RacingRequest extends HttpRequest {
  /** How many milliseconds behind the first it is released; default: at the same time. */
  readonly laterMs?: number;
}

/**
 * Sends requests to a target. Implemented over sockets (undici) by the runner and in process by the proofs.
 * Never follows redirects, retries, keeps cookies, adds or rewrites headers beyond what HTTP itself needs.
 */
export interface Client {
  /** Base path that precedes every "/…" target, without trailing slash; "" at the root. */
  readonly basePath: string;
  /** Origin, "http://127.0.0.1:8080". */
  readonly origin: string;
  /** The proxy that requests go through, without credentials. */
  readonly proxy?: string;
  send(request: HttpRequest, signal?: AbortSignal): Promise<Outcome>;
  /** Sends all of them so that they are released together, or one a little behind another; outcomes in the order of the requests. */
  race(requests: readonly RacingRequest[], signal?: AbortSignal): Promise<Outcome[]>;
  close(): Promise<void>;
}
