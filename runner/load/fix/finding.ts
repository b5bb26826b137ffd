import type { Range } from '../input/yaml-node.ts';
import type { Edit } from './edit.ts';

/** Something that has a shorter form. */
export interface Finding {
  /** What makes it short. */
  readonly edits: readonly Edit[];
  /** Where it stands. */
  readonly at: Range;
  /** The short form, to be shown. */
  readonly short: string;
}
