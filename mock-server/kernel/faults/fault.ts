import type { FaultName } from './fault-kinds.ts';

/** What is asked to go wrong, how often, and with which requests. */
export interface FaultRequest {
  readonly fault: FaultName;
  /** How often; default: once. */
  readonly times?: number | 'always';
  /** So many requests that it would meet go well before. */
  readonly skip?: number;
  /** Only with these methods; default: those that the fault is about. */
  readonly method?: string | readonly string[];
  /** Only with this path below the mount; "*" stands for any text. */
  readonly path?: string;
  /** Milliseconds. */
  readonly ms?: number;
  /** What Retry-After says. */
  readonly retryAfterSeconds?: number;
  /** Name of a known bug. */
  readonly mutant?: string;
}

/** A fault that was armed, and what it has met. */
export interface ArmedFault {
  /** Counts from 1 in its service. */
  readonly id: number;
  readonly asked: FaultRequest;
  /** How often it will still strike. */
  readonly left: number | 'always';
  readonly fired: readonly FiredFault[];
}

/** A request that a fault has met. */
export interface FiredFault {
  /** By the service's clock, milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  readonly target: string;
}
