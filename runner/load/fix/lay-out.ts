import type { YamlNode } from '../input/yaml-node.ts';
import type { Edit } from './edit.ts';
import { columnOf } from './join-entries.ts';
import { factMapsIn, stepsIn } from './scenario-parts.ts';
import { entryOf, flowText, isCommented, isFlow, lastEnd, pairAsWritten, type Source } from './source.ts';

/** A line may be this long; a longer one is broken. */
const widest = 130;
/** What would be no longer than this on one line is written on one. */
const short = 100;

/** What is braced on a line that is too long, put on lines of its own; short entries, on one. */
export function layOut(source: Source): readonly Edit[] {
  return [...breaks(source), ...joins(source)];
}

/** The outermost braces of each line that is too long, opened. What is still too long then is opened the next time. */
function breaks(source: Source): readonly Edit[] {
  const edits: Edit[] = [];
  const visit = (node: YamlNode, holder: YamlNode | undefined, key: number | undefined): void => {
    if (node.kind === 'scalar') return;
    if (isFlow(source, node)) {
      const edit = isTooLong(source, node) ? opened(source, node, holder, key) : undefined;
      if (edit) edits.push(edit);
    } else if (node.kind === 'list') for (const item of node.items) visit(item, node, undefined);
    else for (const { keyRange, value } of node.entries) visit(value, node, keyRange.start);
  };
  visit(source.root, undefined, undefined);
  return edits;
}

function isTooLong(source: Source, node: YamlNode): boolean {
  const { text } = source;
  if (text.slice(node.start, node.end).includes('\n') || isCommented(source, node)) return false;
  const begin = text.lastIndexOf('\n', node.start - 1) + 1;
  const end = text.indexOf('\n', node.end);
  return (end < 0 ? text.length : end) - begin > widest;
}

/** A braced collection on lines of its own. `key`: where the key it stands under begins. */
function opened(
  source: Source,
  node: YamlNode,
  holder: YamlNode | undefined,
  key: number | undefined,
): Edit | undefined {
  if (node.kind === 'scalar') return undefined;
  const parts =
    node.kind === 'list'
      ? node.items.map(
          (item) => `- ${source.text.slice(item.start, isFlow(source, item) ? item.end : lastEnd(source, item))}`,
        )
      : node.entries.map((entry) => pairAsWritten(source, entry));
  if (parts.length === 0) return undefined;
  if (key !== undefined) {
    const indent = `\n${' '.repeat(columnOf(source, key) + 2)}`;
    // The blank behind the colon goes.
    const start = source.text.slice(0, node.start).trimEnd().length;
    return { start, end: node.end, text: parts.map((part) => indent + part).join('') };
  }
  if (holder?.kind !== 'list' || node.kind === 'list') return undefined;
  return { start: node.start, end: node.end, text: parts.join(`\n${' '.repeat(columnOf(source, node.start))}`) };
}

/** What is written in lines and short enough for one: an entry, `expect`, a step. */
function joins(source: Source): readonly Edit[] {
  const { expects } = factMapsIn(source.root);
  return [
    ...expects.flat().flatMap((entry) => joined(source, entry, entry.start, '')),
    ...stepsIn(source.root).flatMap((step) => {
      const expect = entryOf(step, 'expect');
      const value = expect?.value;
      const keyed = value?.kind === 'map' && !isFlow(source, value) ? value.entries : [];
      return [
        ...(step.kind === 'map' && step.entries.length > 1 ? joined(source, step, step.start, '') : []),
        ...(expect && value && keyed.length === 1 ? joined(source, value, expect.keyRange.end, ': ') : []),
        ...keyed.flatMap(({ keyRange, value: said }) => joined(source, said, keyRange.end, ': ')),
      ];
    }),
  ];
}

function joined(source: Source, node: YamlNode, start: number, lead: string): readonly Edit[] {
  const end = lastEnd(source, node);
  if (node.kind === 'scalar' || isFlow(source, node) || isCommented(source, { start, end })) return [];
  if (!source.text.slice(start, end).includes('\n')) return [];
  const text = lead + flowText(source, node);
  return columnOf(source, start) + text.length > short ? [] : [{ start, end, text }];
}
