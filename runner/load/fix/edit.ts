import type { Range } from '../input/yaml-node.ts';

/** A stretch of a text, and what is to stand there. */
export interface Edit extends Range {
  readonly text: string;
}

/**
 * The text with groups of edits made, each group wholly or not at all: one that overlaps with one before it waits for the
 * next time.
 */
export function applyEdits(text: string, groups: readonly (readonly Edit[])[]): string {
  const kept: Edit[] = [];
  const isFree = (edit: Edit): boolean => kept.every(({ start, end }) => edit.end <= start || end <= edit.start);
  for (const group of groups) if (group.every(isFree)) kept.push(...group);
  let out = text;
  for (const { start, end, text: put } of kept.sort((a, b) => b.start - a.start || b.end - a.end))
    out = out.slice(0, start) + put + out.slice(end);
  return out;
}
