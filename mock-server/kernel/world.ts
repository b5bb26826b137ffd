import type { HttpRequest, HttpResponse } from '../../core/http.ts';
import type { RuleId } from '../../core/rule.ts';
import type { Seam, SeamContext } from './seam.ts';

/** Who sent a request, as established before the core sees it. */
export interface Principal {
  /** "owner", "other-owner", … as in the protocol's identities. */
  readonly id: string;
  readonly claims: Readonly<Record<string, string>>;
}

/** Everything a core may not invent: time, chance, configuration, the caller, and what is broken on purpose. */
export interface World {
  /** Milliseconds since 1970 of the server's clock. */
  now(): number;
  /** Uniform in [0, 1), seeded. */
  random(): number;
  /** A fresh UUID; version 7 carries the clock. */
  uuid(version: 4 | 7): string;
  readonly edition: string;
  readonly features: ReadonlySet<string>;
  /** The user's own tables in place of the protocol's, in the words in which the protocol has its own; undefined: its own. */
  readonly model: unknown;
  readonly principal: Principal | undefined;
  /** Scheme, authority and mount path the client used, without trailing slash: for absolute URLs in answers. */
  readonly baseUrl: string;

  /**
   * Asks whether this server keeps the rules that decide here, and notes that they did. Call it at the one place
   * where the decision falls, after its condition is known: `if (stale && world.keeps('DP-CC-002')) return refuse()`.
   * False only under a mutant that switches one of them off.
   */
  keeps(...rules: readonly RuleId[]): boolean;
  /**
   * The same, where a rule lists several cases of which a server may forget one: members, methods, kinds of rows.
   * `world.keepsFor('dueAt', 'DP-PUT-015')`.
   */
  keepsFor(subject: string, ...rules: readonly RuleId[]): boolean;
  /** Notes that these rules decide here, where there is nothing to ask: `world.cites('M42-UPD-001')` before the 204. */
  cites(...rules: readonly RuleId[]): void;
  /**
   * Marks the answer: the protocol documents these options, this server does not have them (`Conformance-Unmodelled`). An
   * option of the request is refused as well, in the protocol's own error format; a preference is left unapplied, and
   * no Preference-Applied names it (RFC 7240 lets it be ignored). The names are the documented ones, never text of a client.
   */
  unmodelled(...options: readonly string[]): void;
  /**
   * Passes on the sound value of a decision that this core names once. A sound server gets it back as it is; a bug that
   * attaches to the seam makes something else of it.
   */
  through<V, C>(seam: Seam<V, C>, sound: NoInfer<V>, ...context: SeamContext<C>): V;
  /** Does this server differ lawfully in this way? */
  variant(id: string): boolean;
  /**
   * Answers a request that the one at hand carries (a part of a batch) on the same rows, as if it had come by itself: its rules
   * are its own, and so are the bugs that it meets. `place`: where it stands, for bugs that show there alone.
   */
  embed(request: HttpRequest, place: string): HttpResponse;
  /** Where in the request that carries it this one stands; undefined: it came by itself. */
  readonly place: string | undefined;
}

/** What one request consulted, and what came of the bug at work. */
export interface Trace {
  /** Rules that decided it (for Conformance-Rule). */
  readonly rules: ReadonlySet<RuleId>;
  /** Mutants that could have changed it: they attach to a rule or a seam that was passed, or around such a request. */
  readonly mutants: ReadonlySet<string>;
  /** Lawful differences that it asked for, or that were asked for when the first rows were made. */
  readonly variants: ReadonlySet<string>;
  /**
   * Did the bug at work change anything: the answer, or the rows that it left? Compared with what the sound server does
   * with the same request on the same rows.
   */
  readonly differs: boolean;
}
