import type { YamlEntry, YamlMap } from '../input/yaml-node.ts';
import type { Finding } from './finding.ts';
import { factMapsIn } from './scenario-parts.ts';
import { entryOf, flowText, isCommented, isFlow, lastEnd, pairText, type Source } from './source.ts';

/** What an entry may add to the one before it without another id for any assertion. */
const added = ['effect', 'unchanged', 'changed', 'history'];
const shared = ['rule', 'level', 'editions', 'needs'];

/** An entry that only adds effects (or the history of a race) to the one before it, put into that one. */
export function joinEntries(source: Source): readonly Finding[] {
  return factMapsIn(source.root).expects.flatMap((entries) =>
    entries.flatMap((entry, index): readonly Finding[] => {
      const before = entries[index - 1];
      if (!before || !belongs(source, before, entry)) return [];
      const own = entry.entries.filter(({ key }) => added.includes(key));
      const last = before.entries.at(-1) as YamlEntry;
      const end = lastEnd(source, last.value);
      const pairs = own.map((pair) => pairText(source, pair));
      const indent = `\n${' '.repeat(columnOf(source, before.start))}`;
      const text = pairs.map((pair) => (isFlow(source, before) ? `, ${pair}` : `${indent}${pair}`)).join('');
      return [
        {
          edits: [
            { start: end, end, text },
            { start: lastEnd(source, before), end: lastEnd(source, entry), text: '' },
          ],
          at: entry.entries[0]?.keyRange ?? entry,
          short: `one entry of the rule with ${pairs.join(', ')}`,
        },
      ];
    }),
  );
}

function belongs(source: Source, before: YamlMap, entry: YamlMap): boolean {
  if (isCommented(source, { start: before.start, end: lastEnd(source, entry) })) return false;
  if (entry.entries.some(({ key }) => !added.includes(key) && !shared.includes(key))) return false;
  if (before.entries.some(({ key }) => ['for', 'part', 'history'].includes(key))) return false;
  const own = entry.entries.filter(({ key }) => added.includes(key));
  if (own.length === 0 || own.some(({ key }) => entryOf(before, key))) return false;
  return shared.every((key) => {
    const [left, right] = [entryOf(before, key)?.value, entryOf(entry, key)?.value];
    return left && right ? flowText(source, left) === flowText(source, right) : left === right;
  });
}

/** Column of an offset, from 0. */
export function columnOf({ text }: Source, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}
