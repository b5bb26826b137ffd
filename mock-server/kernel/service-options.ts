/** How a service is set up. What is left out is as the protocol has it by default, and sound. */
export interface ServiceOptions {
  readonly edition?: string;
  /** The complete list. */
  readonly features?: Iterable<string>;
  /** A bug of the protocol's list. */
  readonly mutant?: string;
  /** Of a bug that leaves a window between check and write: how long it is, in milliseconds, in place of its own. */
  readonly windowMs?: number;
  /** A bug of {@link kernelMutants}. */
  readonly kernelMutant?: string;
  /** A lawful difference of the protocol's list or of {@link kernelVariants}. */
  readonly variant?: string;
  /** Any text; the same one gives the same ids. */
  readonly seed?: string;
  /** Milliseconds since 1970; default: the real clock. */
  readonly clock?: () => number;
  /** Scheme, authority and mount path for absolute URLs, when the caller of dispatch gives none. */
  readonly baseUrl?: string;
  /** How many exchanges are remembered. */
  readonly exchanges?: number;
  /** Find out for every answer which bugs could have changed it (for `prove`; takes time). */
  readonly tracing?: boolean;
  /**
   * The bearer tokens that are taken beside those of the core: any, or this one alone, in place of them; default: none. Where tokens
   * are exchanged, any other is an API token, which is good for the exchange; or this one is, beside theirs.
   */
  readonly token?: { readonly any: true } | { readonly only: string };
  /** False: nobody wants to know whether the bug at work changed an answer or rows (`Trace.differs` is then false). */
  readonly comparing?: boolean;
  /** False: answers do not say which rules decided them (`Conformance-Rule`). What is not modelled is always said. */
  readonly explains?: boolean;
  /** How long each answer takes at least, and at most, in milliseconds. */
  readonly latency?: readonly [least: number, most: number];
}
