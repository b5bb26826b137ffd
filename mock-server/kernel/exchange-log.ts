import type { HttpRequest, HttpResponse } from '../../core/http.ts';
import type { RuleId } from '../../core/rule.ts';

/** One request the reference server answered. */
export interface Exchange {
  /** Counts from 1; never reused within a service. */
  readonly id: number;
  /** The service's clock, milliseconds since 1970. */
  readonly at: number;
  /** Who sent it; undefined: nobody. */
  readonly principal: string | undefined;
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  /** Rules that decided the answer. */
  readonly rules: readonly RuleId[];
  /** What was made to go wrong on purpose. */
  readonly fault?: string;
}

/** The last exchanges, oldest first. */
export interface ExchangeLog {
  add(exchange: Omit<Exchange, 'id'>): void;
  list(): Exchange[];
  clear(): void;
}

const bodyLimit = 65_536;

/** A log that never holds more than `capacity` exchanges, nor more than 64 KiB of a body. */
export function createExchangeLog(capacity: number): ExchangeLog {
  let ring: Exchange[] = [];
  let count = 0;
  return {
    add: (exchange) => {
      if (capacity === 0) return;
      ring[count % capacity] = {
        ...exchange,
        request: capBody(exchange.request),
        response: capBody(exchange.response),
        id: count + 1,
      };
      count++;
    },
    // After a clear the ring begins in its middle: the holes before are left out.
    list: () => Object.values(ring).sort((a, b) => a.id - b.id),
    clear: () => {
      ring = [];
    },
  };
}

/** A copy of the head, so that the log does not hold on to the whole body. */
function capBody<M extends { readonly body: Uint8Array }>(message: M): M {
  return message.body.length > bodyLimit ? { ...message, body: message.body.slice(0, bodyLimit) } : message;
}
