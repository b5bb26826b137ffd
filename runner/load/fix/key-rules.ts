import type { YamlEntry, YamlMap, YamlNode } from '../input/yaml-node.ts';
import type { Edit } from './edit.ts';
import type { Finding } from './finding.ts';
import { stepsIn } from './scenario-parts.ts';
import { entryOf, flowText, isFlow, lastEnd, pairText, type Source } from './source.ts';

/** A list of entries, no two of one rule, as a map by rule; an entry that says one word, as that word. */
export function keyRules(source: Source): readonly Finding[] {
  return stepsIn(source.root).flatMap((step): readonly Finding[] => {
    const expect = entryOf(step, 'expect');
    const items = expect?.value.kind === 'list' ? expect.value.items : [];
    if (!expect || items.length === 0 || !items.every(beginsWithRule) || !areDistinct(items)) return [];
    const edits = isFlow(source, expect.value)
      ? [
          {
            start: expect.value.start,
            end: expect.value.end,
            text: `{ ${items.map((item) => keyed(source, item as YamlMap)).join(', ')} }`,
          },
        ]
      : items.flatMap((item) => inBlock(source, item as YamlMap));
    return [{ edits, at: expect.keyRange, short: `expect: { RULE: … }` }];
  });
}

function beginsWithRule(item: YamlNode): boolean {
  return (
    item.kind === 'map' &&
    item.entries[0]?.key === 'rule' &&
    item.entries[0].value.kind === 'scalar' &&
    item.entries.length > 1
  );
}

function areDistinct(items: readonly YamlNode[]): boolean {
  const rules = items
    .map((item) => entryOf(item, 'rule')?.value)
    .map((rule) => (rule?.kind === 'scalar' ? rule.value : ''));
  return new Set(rules).size === rules.length;
}

/** "RULE: 204", "RULE: missed" or "RULE: { … }". */
function keyed(source: Source, { entries }: YamlMap): string {
  const [rule, ...said] = entries as [YamlEntry, ...YamlEntry[]];
  return `${flowText(source, rule.value)}: ${wordOf(source, said) ?? `{ ${said.map((pair) => pairText(source, pair)).join(', ')} }`}`;
}

/** The one status or named fact that an entry says. */
function wordOf(source: Source, [first, second]: readonly YamlEntry[]): string | undefined {
  if (!first || second || first.value.kind !== 'scalar' || !['status', 'is'].includes(first.key)) return undefined;
  return flowText(source, first.value);
}

/** An item of a block list where it stands: a braced one anew, of one in lines the first line alone. */
function inBlock(source: Source, item: YamlMap): readonly Edit[] {
  const start = source.text.lastIndexOf('-', item.start);
  const [rule, next] = item.entries as [YamlEntry, YamlEntry];
  if (isFlow(source, item) || wordOf(source, item.entries.slice(1)) !== undefined) {
    return [{ start, end: lastEnd(source, item), text: keyed(source, item) }];
  }
  const name = source.text.slice(rule.value.start, rule.value.end);
  // What stands between (a line break, a comment) stays.
  return next ? [{ start, end: lastEnd(source, rule.value), text: `${name}:` }] : [];
}
