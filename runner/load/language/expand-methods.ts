import type { MapReader } from '../input/read-map.ts';
import { listOrOne, readWord } from '../input/read-scalar.ts';
import type { YamlEntry, YamlMap, YamlNode } from '../input/yaml-node.ts';
import type { LanguageContext } from './context.ts';
import { methods } from './read-call.ts';

/**
 * The matrix of a scenario with its `methods` put in: one case per method, called by its name in lower case; with a
 * matrix, each of its cases once per method, called "put-case".
 */
export function expandMethods({ file }: LanguageContext, map: MapReader): YamlNode | undefined {
  const matrix = map.node('matrix');
  const node = map.node('methods');
  if (!node) return matrix;
  const at = map.at('methods');
  const seen = new Set<string>();
  const items = listOrOne(node).filter((item) => {
    const method = readWord(file, item, 'method', methods);
    if (seen.has(method)) file.fault(item, `the method ${method} is doubled`);
    return !seen.has(method) && seen.add(method);
  });
  if (items.length < 2) file.fault(node, '`methods` names several methods', 'one alone is written in `request`');
  const caseOf = (method: YamlNode, base: YamlEntry | undefined): YamlEntry => {
    const name = method.kind === 'scalar' ? String(method.value).toLowerCase() : '';
    const value: YamlEntry = { key: 'method', keyRange: at, value: method };
    const own = base?.value.kind === 'map' ? base.value : undefined;
    const said = own?.entries.find(({ key }) => key === 'method');
    if (said) file.fault(said.keyRange, '`methods` gives the method of every case already');
    const entries = [value, ...(own?.entries ?? []).filter((entry) => entry !== said)];
    return {
      key: base ? `${name}-${base.key}` : name,
      keyRange: base?.keyRange ?? method,
      value: { kind: 'map', entries, start: (own ?? method).start, end: (own ?? method).end },
    };
  };
  const cases = matrix?.kind === 'map' ? matrix.entries : [undefined];
  if (matrix && matrix.kind !== 'map') return matrix;
  const expanded: YamlMap = {
    kind: 'map',
    entries: cases.flatMap((base) => items.map((method) => caseOf(method, base))),
    start: node.start,
    end: node.end,
  };
  return expanded;
}
