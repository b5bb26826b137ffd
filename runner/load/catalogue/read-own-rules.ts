import type { ProtocolSpec, Source } from '../../../core/protocol-spec.ts';
import type { Rule } from '../../../core/rule.ts';
import type { ParsedFile } from '../input/input-file.ts';
import { readMap } from '../input/read-map.ts';
import type { TextFile } from '../input/text-file.ts';
import type { YamlNode } from '../input/yaml-node.ts';
import { readSources } from './read-protocol.ts';
import { prefixOf, readCatalogue } from './read-rules.ts';

/** Adds the rules of a user's files, and the sources that they cite, to the catalogue of a protocol. Faults go to the files. */
export function readOwnRules(files: readonly ParsedFile[], spec: ProtocolSpec): ProtocolSpec {
  const reserved = new Set(spec.rules.map(({ id }) => prefixOf(id)));
  const features = new Set(spec.features.map(({ id }) => id));
  const sources = [...spec.sources];
  const rules: Rule[] = [...spec.rules];
  for (const { file, root } of files) {
    const map = readMap(file, root, 'rules of your own', ['protocol', 'catalogue', 'sources', 'rules']);
    sources.push(...(map.optional('sources', (node) => readOwnSources(file, node, sources)) ?? []));
    const head = { ...spec, sources: [...sources] };
    const found = readCatalogue(file, map, { head, features, others: [...rules], reserved });
    rules.push(...found.map((rule) => ({ ...rule, own: true as const })));
  }
  return { ...spec, sources, rules };
}

function readOwnSources(file: TextFile, node: YamlNode, known: readonly Source[]): readonly Source[] {
  for (const { key, keyRange } of node.kind === 'map' ? node.entries : []) {
    if (known.some(({ id }) => id === key))
      file.fault(keyRange, `there is a source "${key}" already`, 'give yours another name');
  }
  return readSources(file, node);
}
