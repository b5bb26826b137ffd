import type { Snapshot } from './memory-store.ts';
import type { RandomState } from './seeded-random.ts';

/** Everything a service remembers, except its log. */
export interface ServiceSnapshot {
  readonly store: Snapshot;
  readonly random: RandomState;
  /** How far the clock was moved, in milliseconds. */
  readonly clockMs: number;
}
