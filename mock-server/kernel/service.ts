import type { HttpRequest, HttpResponse } from '../../core/http.ts';
import type { Exchange } from './exchange-log.ts';
import type { Execution } from './execution.ts';
import type { ArmedFault, FaultRequest } from './faults/fault.ts';
import type { Snapshot } from './memory-store.ts';
import type { ProtocolCore, ProvokedFault } from './protocol-core.ts';
import type { ServiceSnapshot } from './service-snapshot.ts';
import type { Store } from './store.ts';
import type { WireFault } from './wire-fault.ts';
import type { Trace, World } from './world.ts';

/** What may differ from request to request on the same rows. */
export interface Call {
  readonly baseUrl?: string;
  readonly features?: ReadonlySet<string>;
}

/** An answer, and what decided it. */
export interface Answer extends HttpResponse {
  readonly trace: Trace;
  /** What becomes of it on its way to the client; undefined: it arrives. */
  readonly wire?: WireFault;
}

/** How a request is answered otherwise than usual. */
export interface Otherwise {
  /** In place of the core. */
  readonly handle?: ProtocolCore['handle'];
  /** With this bug at work, and the execution that it wants. */
  readonly bug?: { readonly mutant: string | undefined; readonly execute: Execution };
  /** From rows as they once were; what is written is lost. */
  readonly rows?: Snapshot;
  /** What the log says is wrong. */
  readonly fault?: string;
}

/** A protocol core with its state: answers requests, in process. */
export interface Service {
  readonly core: ProtocolCore;
  readonly edition: string;
  /**
   * Answers one request; it is handled before this returns, unless authentication or a kernel mutant takes time.
   * Rejects only if the core has a fault; the store is then as before.
   */
  dispatch(request: HttpRequest, call?: Call): Promise<Answer>;
  /** Back to the seeded state, with this seed from now on; the clock is no longer moved, the log is empty. */
  reset(seed?: string): void;
  snapshot(): ServiceSnapshot;
  restore(snapshot: ServiceSnapshot): void;
  /** Runs work on the rows that belongs to no request: all of its writes count, or none if it throws. Nobody is the caller. */
  onRows<R>(work: (store: Store, world: World) => R, call?: Call): R;
  now(): number;
  advanceClock(ms: number): void;
  /**
   * The next write gives this version token.
   * @throws {ConformanceError} ERR_USAGE for a text that is none, or where there are none that count.
   */
  setNextVersion(version: string): void;
  /**
   * From now on something goes wrong, as often and with as many requests as the fault says; loads what is needed for that.
   * @throws {ConformanceError} ERR_USAGE for a fault that cannot be.
   */
  arm(fault: FaultRequest): Promise<ArmedFault>;
  /** The faults that were armed, also those that are used up, with what they have met. */
  faults(): readonly ArmedFault[];
  /** Ends one fault, or all; false: there is no such one. */
  disarm(id?: number): boolean;
  /** The next write is refused; several add up. */
  provoke(what: ProvokedFault['kind']): void;
  /** The last exchanges, oldest first. */
  exchanges(): Exchange[];
  clearExchanges(): void;
  /** How much was done that may have changed rows, counted up. */
  changes(): number;
}
