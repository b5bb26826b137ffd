import { Lexer } from 'yaml';
import type { Diagnostic } from '../../../core/source-location.ts';
import { parseYaml } from '../input/parse-yaml.ts';
import { textFile } from '../input/text-file.ts';
import type { Range, YamlEntry, YamlMap, YamlNode } from '../input/yaml-node.ts';

/** A YAML file that is to be written otherwise: what it says, and how it looks. */
export interface Source {
  readonly text: string;
  readonly root: YamlNode;
  readonly comments: readonly Range[];
}

/** Reads a sound file; undefined when it is none. Line breaks must be "\n". */
export function readSource(text: string): Source | undefined {
  const faults: Diagnostic[] = [];
  const root = parseYaml(textFile('', text, faults));
  return root && faults.length === 0 ? { text, root, comments: commentsIn(text) } : undefined;
}

function commentsIn(text: string): readonly Range[] {
  const comments: Range[] = [];
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    // Marks of the lexer are no part of the text.
    if (/^[\u0002\u0018\u001f]$|^\ufeff$/.test(token)) continue;
    if (token.startsWith('#')) comments.push({ start: offset, end: offset + token.length });
    offset += token.length;
  }
  return comments;
}

/** Is there a comment in a stretch, or behind it on its last line? */
export function isCommented({ text, comments }: Source, { start, end }: Range): boolean {
  const stop = text.indexOf('\n', end);
  return comments.some((comment) => comment.start >= start && comment.start < (stop < 0 ? text.length : stop));
}

/** Is it written between braces or brackets? */
export function isFlow({ text }: Source, node: YamlNode): boolean {
  return node.kind !== 'scalar' && /[[{]/.test(text[node.start] ?? '');
}

/** Where the last thing in a node ends. */
export function lastEnd(source: Source, node: YamlNode): number {
  if (node.kind === 'scalar' || isFlow(source, node)) return source.text.slice(0, node.end).trimEnd().length;
  const last = node.kind === 'list' ? node.items.at(-1) : node.entries.at(-1)?.value;
  return last ? lastEnd(source, last) : node.end;
}

/** A node on one line, between braces or brackets. */
export function flowText(source: Source, node: YamlNode): string {
  if (node.kind === 'list') return `[${node.items.map((item) => flowText(source, item)).join(', ')}]`;
  if (node.kind === 'map') {
    const pairs = node.entries.map((entry) => pairText(source, entry));
    return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
  }
  return safeInFlow(source.text.slice(node.start, lastEnd(source, node)), node.value);
}

/** "key: value" on one line. */
export function pairText(source: Source, { key, keyRange, value }: YamlEntry): string {
  return `${safeInFlow(source.text.slice(keyRange.start, keyRange.end), key)}: ${flowText(source, value)}`;
}

/** What is fine on a line of its own may need quotes between braces, and a text of several lines always does. */
function safeInFlow(written: string, value: unknown): string {
  const quoted = /^["']/.test(written);
  return written.includes('\n') || (!quoted && /[,[\]{}]|^[|>]/.test(written)) ? JSON.stringify(value) : written;
}

export function entryOf(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key === key) : undefined;
}

/** The items of the list under a key. */
export function itemsOf(node: YamlNode | undefined, key: string): readonly YamlNode[] {
  const value = entryOf(node, key)?.value;
  return value?.kind === 'list' ? value.items : [];
}

/** A map written anew, of pairs as texts: in its own style, and in its own place. */
export function mapText(source: Source, map: YamlMap, pairs: readonly string[]): string {
  if (isFlow(source, map)) return `{ ${pairs.join(', ')} }`;
  const column = map.start - (source.text.lastIndexOf('\n', map.start - 1) + 1);
  return pairs.join(`\n${' '.repeat(column)}`);
}

/** A pair as it is written. */
export function pairAsWritten(source: Source, { keyRange, value }: YamlEntry): string {
  return source.text.slice(keyRange.start, lastEnd(source, value));
}
