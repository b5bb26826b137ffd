import { describe } from './read-map.ts';
import { suggest } from './suggest.ts';
import type { TextFile } from './text-file.ts';
import type { YamlNode } from './yaml-node.ts';

const idPattern = /^[a-z][a-z0-9-]*$/;
const durationPattern = /^(\d{1,9})(ms|s|m|h|d)$/;
const unitMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A text. Fallback after a fault: "". */
export function readText(file: TextFile, node: YamlNode, what: string): string {
  if (node.kind === 'scalar' && typeof node.value === 'string') {
    if (node.value === '') file.fault(node, `${what} is empty`);
    return node.value;
  }
  const quote = node.kind === 'scalar' ? `quote it: "${file.text.slice(node.start, node.end)}"` : undefined;
  file.fault(node, `${what} must be a text, not ${describe(node)}`, quote);
  return '';
}

/** A name of the language: lower-case letters, digits and hyphens, a letter first. */
export function readId(file: TextFile, node: YamlNode, what: string): string {
  const text = readText(file, node, what);
  if (text !== '') checkId(file, node, text, what);
  return text;
}

/** Faults a name that is no id, at the place given. */
export function checkId(file: TextFile, at: { start: number; end: number }, name: string, what: string): void {
  if (!idPattern.test(name)) {
    file.fault(at, `${what} "${name}" is not an id`, 'ids are lower-case letters, digits and "-", a letter first');
  }
}

export function readBoolean(file: TextFile, node: YamlNode, what: string): boolean {
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
  file.fault(node, `${what} must be true or false, not ${describe(node)}`);
  return false;
}

/** A whole number between limits. */
export function readInteger(file: TextFile, node: YamlNode, what: string, least: number, most: number): number {
  if (node.kind === 'scalar' && typeof node.value === 'number' && Number.isInteger(node.value)) {
    if (node.value >= least && node.value <= most) return node.value;
  }
  file.fault(node, `${what} must be a whole number from ${least} to ${most}`);
  return least;
}

/** One of a closed list of words. */
export function readWord<W extends string>(file: TextFile, node: YamlNode, what: string, words: readonly W[]): W {
  const value = node.kind === 'scalar' ? node.value : undefined;
  const word = words.find((candidate) => candidate === value);
  if (word !== undefined) return word;
  const written =
    typeof value === 'string' ? `unknown ${what} "${value}"` : `${what} must be a text, not ${describe(node)}`;
  file.fault(node, written, typeof value === 'string' ? suggest(value, words) : `known: ${words.join(', ')}`);
  return words[0] as W;
}

/** The items of a list, or the one value that stands for a list of one. */
export function listOrOne(node: YamlNode): readonly YamlNode[] {
  return node.kind === 'list' ? node.items : [node];
}

/** The items of a list; a fault when it is none, or has fewer than `least`. */
export function readList<T>(
  file: TextFile,
  node: YamlNode,
  what: string,
  read: (item: YamlNode, index: number) => T,
  least = 0,
): readonly T[] {
  if (node.kind !== 'list') {
    file.fault(node, `${what} must be a list, not ${describe(node)}`);
    return [];
  }
  if (node.items.length < least) file.fault(node, `${what} needs at least ${least} ${least === 1 ? 'item' : 'items'}`);
  return node.items.map(read);
}

/** "200ms", "10s", "5m", "2h", "1d" in milliseconds; undefined when the text is no duration. */
export function parseDuration(text: string): number | undefined {
  const [, amount, unit] = durationPattern.exec(text) ?? [];
  return unit === undefined ? undefined : Number(amount) * unitMs[unit as keyof typeof unitMs];
}

export function readDuration(file: TextFile, node: YamlNode, what: string, or = ''): number {
  const duration = node.kind === 'scalar' && typeof node.value === 'string' ? parseDuration(node.value) : undefined;
  if (duration === undefined) file.fault(node, `${what} must be a duration such as 200ms, 10s, 5m, 2h or 1d${or}`);
  return duration ?? 0;
}

/** "+2h", "-1d" in milliseconds. */
export function readOffset(file: TextFile, node: YamlNode, what: string): number {
  const text = node.kind === 'scalar' && typeof node.value === 'string' ? node.value : '';
  const duration = /^[+-]/.test(text) ? parseDuration(text.slice(1)) : undefined;
  if (duration === undefined) file.fault(node, `${what} must be an offset such as +2h or -1d`);
  return text.startsWith('-') && duration ? -duration : (duration ?? 0);
}
