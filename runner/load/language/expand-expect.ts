import { describe } from '../input/read-map.ts';
import type { YamlEntry, YamlMap, YamlNode } from '../input/yaml-node.ts';
import type { LanguageContext } from './context.ts';

/**
 * `expect` as the list of its entries. A map says the same by rule: `{ RULE: 204 }` is `[{ rule: RULE, status: 204 }]`,
 * `{ RULE: missed }` names a fact, `{ RULE: { … } }` says what an entry says.
 */
export function expandExpect({ file }: Pick<LanguageContext, 'file'>, node: YamlNode): YamlNode {
  if (node.kind !== 'map') return node;
  const items = node.entries.map((entry): YamlMap => {
    const { key, keyRange, value } = entry;
    const rule: YamlEntry = { key: 'rule', keyRange, value: { kind: 'scalar', value: key, ...keyRange } };
    const doubled = value.kind === 'map' ? value.entries.find((own) => own.key === 'rule') : undefined;
    if (doubled) file.fault(doubled.keyRange, `the rule is said already: ${key}`);
    if (value.kind === 'list')
      file.fault(value, `of a rule there is a status, a named fact or a map of facts, not ${describe(value)}`);
    const said = value.kind === 'map' ? value.entries.filter((own) => own !== doubled) : [wordOf(entry)];
    return { kind: 'map', entries: [rule, ...said], start: keyRange.start, end: Math.max(keyRange.end, value.end) };
  });
  return { kind: 'list', items, start: node.start, end: node.end };
}

/** What one word about a rule means: a status, or the name of a fact. */
function wordOf({ keyRange, value }: YamlEntry): YamlEntry {
  const word = value.kind === 'scalar' ? value.value : undefined;
  const isName = typeof word === 'string' && !word.includes('$(') && !/^\d/.test(word);
  return { key: isName ? 'is' : 'status', keyRange: isName ? value : keyRange, value };
}
