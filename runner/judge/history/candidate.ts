import type { Operation } from './operation.ts';

/** An operation in the search: one that must be explained, or one that may have happened, or not, in whatever way. */
export interface Candidate {
  readonly operation: Operation;
  readonly index: number;
  readonly held: boolean;
  /** Not held, and known to be part of an anomaly: it may have changed the version without leaving anything else. */
  readonly suspect: boolean;
  /** Stands for others of its kind, so it may take effect any number of times. */
  readonly repeats: boolean;
  readonly endedMs: number;
}
