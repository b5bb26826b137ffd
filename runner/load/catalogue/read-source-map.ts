import type { SourceStatement } from '../../../core/protocol-spec.ts';
import type { Rule } from '../../../core/rule.ts';
import { member, readMap } from '../input/read-map.ts';
import { readList, readText, readWord } from '../input/read-scalar.ts';
import type { TextFile } from '../input/text-file.ts';
import type { YamlNode } from '../input/yaml-node.ts';
import { readKnown } from '../language/read-known.ts';
import { type ProtocolHead, readProtocolId } from './read-protocol.ts';

const keys = ['id', 'kind', 'where', 'says', 'rules', 'untestable'];

/** Reads source-map.yaml: every statement leads to rules, or to the reason why nothing can judge it. */
export function readSourceMap(
  file: TextFile,
  node: YamlNode,
  head: ProtocolHead,
  rules: readonly Rule[],
): readonly SourceStatement[] {
  const map = readMap(file, node, 'the source map', ['protocol', 'sources']);
  readProtocolId(file, map, head.id);
  const sources = head.sources.map(({ id }) => id);
  const ruleIds = new Set(rules.map(({ id }) => id));
  const seen = new Set<string>();
  const perSource = (value: YamlNode): readonly SourceStatement[] => {
    const item = readMap(file, value, 'a source', ['source', 'statements']);
    const source = item.required('source', (name) => readKnown(file, name, 'source', sources), '');
    const read = (statement: YamlNode): SourceStatement => {
      const found = readStatement(file, statement, source, ruleIds);
      const key = `${source} ${found.id}`;
      if (seen.has(key))
        file.fault(
          { start: statement.start, end: statement.start + 1 },
          `the statement "${found.id}" of "${source}" is doubled`,
        );
      seen.add(key);
      return found;
    };
    return item.required('statements', (list) => readList(file, list, 'statements', read), []);
  };
  return map.required('sources', (list) => readList(file, list, 'sources', perSource).flat(), []);
}

function readStatement(file: TextFile, node: YamlNode, source: string, ruleIds: ReadonlySet<string>): SourceStatement {
  const map = readMap(file, node, 'a statement', keys);
  if (node.kind === 'map' && map.has('rules') === map.has('untestable')) {
    file.fault(map.range, 'a statement has either `rules` or `untestable`');
  }
  return {
    source,
    id: map.required('id', (value) => readText(file, value, 'the id'), ''),
    kind: map.required('kind', (value) => readWord(file, value, 'kind', ['statement', 'example']), 'statement'),
    where: map.required('where', (value) => readText(file, value, 'where'), ''),
    says: map.required('says', (value) => readText(file, value, 'says'), ''),
    rules:
      map.optional('rules', (value) =>
        readList(file, value, 'rules', (item) => readKnown(file, item, 'rule', ruleIds), 1),
      ) ?? [],
    ...member(
      'untestable',
      map.optional('untestable', (value) => readText(file, value, 'untestable')),
    ),
  };
}
