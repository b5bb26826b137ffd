/**
 * What one client did to one unit of consistency (a dialog, fragment, row or key), and what it was told. Times are
 * milliseconds on one monotonic clock; what it did took effect at some moment between them, if at all.
 */
export interface Operation {
  /** Unique in its history: "writers[3]". */
  readonly name: string;
  /** replace: overwrites what other replacing clients wrote; add: stands beside it. */
  readonly action: 'replace' | 'add' | 'delete' | 'read';
  /** applied: the answer says so; refused: it says the opposite; unknown: no answer, or one that says nothing. */
  readonly outcome: 'applied' | 'refused' | 'unknown';
  readonly startedMs: number;
  /** When the answer was complete. Without meaning for an unknown outcome, which may take effect at any later time. */
  readonly endedMs: number;
  /** The version it names as its condition. */
  readonly condition?: string;
  /** The version in its answer. */
  readonly version?: string;
  /** What its answer says about the moment before: the unit was there, or was not. */
  readonly found?: 'present' | 'absent';
  /** For a read: what it saw. */
  readonly shown?: Shown;
  /** The read after everything else. */
  readonly final?: boolean;
  readonly status?: number;
}

/** What a read saw of the clients' writes. A member that is left out could not be told. */
export interface Shown {
  readonly present: boolean;
  /** Names of replacing clients whose content is there: none (what was there before), one, or an impossible more. */
  readonly replaced?: readonly string[];
  /** Names of adding clients whose content is there. */
  readonly added?: readonly string[];
}

/** What is known of the unit before the first operation. */
export interface Beginning {
  readonly present: boolean | 'unknown';
  /** Its version, as far as it is known. */
  readonly version?: string;
}
