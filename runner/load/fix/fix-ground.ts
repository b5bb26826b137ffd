import type { FactNodes } from './name-facts.ts';

/** What the suites of a protocol may say in short. */
export interface FixGround {
  /** What every write moves. */
  readonly moves: readonly string[];
  readonly facts: FactNodes;
  /** Names of bindings by table. */
  readonly tables: ReadonlyMap<string, readonly string[]>;
}
