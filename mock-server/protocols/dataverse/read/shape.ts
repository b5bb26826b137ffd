import type { ExpandItem } from '../../../kernel/odata/parse-expand.ts';

/** What to show of a row. */
export interface Shape {
  readonly select: readonly string[] | undefined;
  readonly expand: readonly ExpandItem[];
  /** Names and patterns of annotations to show beside the members; undefined: none. */
  readonly annotations?: string | undefined;
}
