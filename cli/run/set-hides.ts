import { isMap, isScalar, type Pair, parseDocument, type YAMLMap } from 'yaml';
import { findList, renderHides } from './edit-baseline.ts';

/** What an entry hides from now on. */
export interface NewHides {
  readonly rule: string;
  readonly scenario?: string;
  readonly hides: readonly string[];
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Writes what entries of a baseline hide; all else of the text stays as it is, byte for byte. */
export function setHides(text: string, changes: readonly NewHides[]): string {
  const list = findList(parseDocument(text).contents);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const edits = (list?.items ?? []).filter(isMap).flatMap((item): Edit[] => {
    const change = changes.find(
      ({ rule, scenario }) => textAt(item, 'rule') === rule && textAt(item, 'scenario') === scenario,
    );
    return change === undefined
      ? []
      : [item.flow ? editFlow(text, item, change) : editBlock(text, item, change, newline)];
  });
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((edited, { start, end, text: put }) => edited.slice(0, start) + put + edited.slice(end), text);
}

/** `hides: […]` in an entry in braces. */
function editFlow(text: string, item: YAMLMap, { hides }: NewHides): Edit {
  const written = `hides: [${hides.map((id) => JSON.stringify(id)).join(', ')}]`;
  const pair = pairOf(item, 'hides');
  if (pair !== undefined) return { ...spanOf(pair), text: written };
  const [, end] = rangeOf(item);
  const brace = text.lastIndexOf('}', end);
  const before = text.slice(0, brace).trimEnd().length;
  return { start: before, end: before, text: `${text[before - 1] === ',' ? '' : ','} ${written}` };
}

/** Whole lines: those of `hides`, or new ones behind the last key of the entry. */
function editBlock(text: string, item: YAMLMap, { hides }: NewHides, newline: string): Edit {
  const [first] = item.items;
  const column = first === undefined ? 0 : spanOf(first).start - lineStart(text, spanOf(first).start);
  const lines = renderHides(hides, ' '.repeat(column)).map((line) => line + newline);
  const pair = pairOf(item, 'hides');
  if (pair !== undefined) {
    const { start, end } = spanOf(pair);
    return { start: lineStart(text, start), end: lineEnd(text, end), text: lines.join('') };
  }
  const last = item.items.at(-1);
  const end = lineEnd(text, last === undefined ? rangeOf(item)[1] : spanOf(last).end);
  return { start: end, end, text: (text[end - 1] === '\n' ? '' : newline) + lines.join('') };
}

function pairOf(item: YAMLMap, key: string): Pair | undefined {
  return item.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

function textAt(item: YAMLMap, key: string): unknown {
  const value = item.get(key);
  return typeof value === 'string' ? value : undefined;
}

/** From the first character of its key to the end of its value. */
function spanOf({ key, value }: Pair): { readonly start: number; readonly end: number } {
  const [start, keyEnd] = rangeOf(key);
  return { start, end: value === null || value === undefined ? keyEnd : rangeOf(value)[1] };
}

function rangeOf(node: unknown): readonly [start: number, end: number] {
  const [start, end] = (node as { readonly range: readonly [number, number, number] }).range;
  return [start, end];
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Behind the line break that ends the line of the last character before `at`. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', Math.max(0, at - 1));
  return end < 0 ? text.length : end + 1;
}
