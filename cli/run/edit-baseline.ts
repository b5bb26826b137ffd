import { isMap, isSeq, type LineCounter, LineCounter as Lines, parseDocument, type YAMLSeq } from 'yaml';

/** An entry to be written. */
export interface NewEntry {
  readonly rule: string;
  readonly scenario?: string;
  readonly reason: string;
  readonly hides?: readonly string[];
}

/**
 * Takes entries out of the text of a baseline and appends others. All other lines stay as they are, byte for byte.
 * @param remove lines (from 1) on which the entries to take out begin.
 * @param empty the text of a baseline without entries, for a file that has none yet.
 */
export function editBaseline(text: string, remove: readonly number[], add: readonly NewEntry[], empty: string): string {
  if (remove.length === 0 && add.length === 0) return text;
  const source = text.trim() === '' ? empty : text;
  const counter = new Lines();
  const list = findList(parseDocument(source, { lineCounter: counter }).contents);
  const newline = source.includes('\r\n') ? '\r\n' : '\n';
  if (!list || list.flow || list.items.length === 0) return append(withoutEmptyList(source), add, '  ', newline);
  const lines = source.split(/(?<=\n)/);
  const spans = list.items.map((item) => lineSpan(item, counter));
  const gone = new Set(
    spans.filter(([first]) => remove.includes(first)).flatMap(([first, last]) => range(first, last)),
  );
  const [, end = lines.length] = spans.at(-1) ?? [];
  const indent = /^(\s*)-/.exec(lines[(spans[0]?.[0] ?? 1) - 1] ?? '')?.[1] ?? '';
  const keep = (line: string, index: number): boolean => !gone.has(index + 1) && line !== '';
  const before = lines.slice(0, end).filter(keep).join('');
  const after = lines.slice(end).join('');
  const edited = append(before, add, indent, newline) + after;
  return gone.size > 0 && gone.size === spans.flatMap(([first, last]) => range(first, last)).length && add.length === 0
    ? closeEmptyList(edited, newline)
    : edited;
}

/** The list of entries in a baseline. */
export function findList(node: unknown): YAMLSeq | undefined {
  if (isSeq(node)) return node;
  return isMap(node) ? node.items.map(({ value }) => value).find(isSeq) : undefined;
}

/** First and last line of an entry, from 1. */
function lineSpan(item: unknown, counter: LineCounter): readonly [first: number, last: number] {
  const [start, end] = (item as { range: [number, number, number] }).range;
  return [counter.linePos(start).line, counter.linePos(Math.max(start, end - 1)).line];
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function append(before: string, add: readonly NewEntry[], indent: string, newline: string): string {
  if (add.length === 0) return before;
  const head = before === '' || before.endsWith('\n') ? before : before + newline;
  return head + add.map((entry) => render(entry, indent).join(newline) + newline).join('');
}

function render({ rule, scenario, reason, hides = [] }: NewEntry, indent: string): string[] {
  return [
    `${indent}- rule: ${rule}`,
    ...(scenario === undefined ? [] : [`${indent}  scenario: ${JSON.stringify(scenario)}`]),
    `${indent}  reason: ${JSON.stringify(reason)}`,
    ...renderHides(hides, `${indent}  `),
  ];
}

/** The lines of `hides`, at an indentation; none when nothing is hidden. */
export function renderHides(hides: readonly string[], indent: string): string[] {
  return hides.length === 0 ? [] : [`${indent}hides:`, ...hides.map((id) => `${indent}  - ${JSON.stringify(id)}`)];
}

/** "known-failures: []" becomes "known-failures:", to which entries can be appended. */
function withoutEmptyList(text: string): string {
  return text.replace(/:[ \t]*\[\s*\][ \t]*$/m, ':').replace(/^[ \t]*\[\s*\][ \t]*$/m, '');
}

/** A key whose last entry went would be null: an empty list says what is meant. */
function closeEmptyList(text: string, newline: string): string {
  return text.replace(
    /^([A-Za-z][\w-]*):[ \t]*(#.*)?\r?$/m,
    (_, key: string, comment: string | undefined) =>
      `${key}: []${comment ? ` ${comment}` : ''}${newline === '\r\n' ? '\r' : ''}`,
  );
}
