import type { ExpandItem } from '../../../kernel/odata/parse-expand.ts';

/** What to show of a row. */
export interface Shape {
  readonly select: readonly string[] | undefined;
  readonly expand: readonly ExpandItem[];
}
