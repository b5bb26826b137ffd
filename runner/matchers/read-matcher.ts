import type { Matcher } from '../../core/suite.ts';
import { describe } from '../load/input/read-map.ts';
import { suggest } from '../load/input/suggest.ts';
import type { YamlEntry, YamlMap, YamlNode } from '../load/input/yaml-node.ts';
import type { ReadGround } from './definition.ts';
import { definitions, matcherKeys, matchersByKey } from './definitions.ts';

/** What a value must be: a plain value, a shape or one matcher. Fallback after a fault: present. */
export function readMatcher(node: YamlNode, ground: ReadGround): Matcher {
  if (node.kind === 'map') return readObject(node, ground);
  if (ground.looks === 'header' && !(node.kind === 'scalar' && typeof node.value === 'string'))
    return refuseHeader(node, ground);
  return definitions.equals.read(node, ground);
}

function refuseHeader(node: YamlNode, { file }: ReadGround): Matcher {
  const isNull = node.kind === 'scalar' && node.value === null;
  const hint = isNull
    ? 'for a missing header write { absent: true }'
    : `quote it: "${file.text.slice(node.start, node.end)}"`;
  file.fault(
    node,
    `a header value is a text, not ${describe(node)}`,
    node.kind === 'list' ? 'for several allowed values write { anyOf: […] }' : hint,
  );
  return { kind: 'present' };
}

const isPlace = ({ key }: Pick<YamlEntry, 'key'>): boolean => key.startsWith('/') || key.startsWith('$(');
const isKey = ({ key }: Pick<YamlEntry, 'key'>): boolean => Object.hasOwn(matchersByKey, key);
const literal = 'shape keys begin with "/"; a literal object is { equals: { … } }';

function readObject(map: YamlMap, ground: ReadGround): Matcher {
  const { file } = ground;
  const [first, second] = map.entries;
  if (!first) {
    file.fault(map, 'an empty object says nothing', 'a literal one is written { equals: {} }');
    return { kind: 'present' };
  }
  if (map.entries.every(isPlace)) return definitions.shape.read(map, ground);
  if (second) return refuseSeveral(map, second, ground);
  const definition = isKey(first) ? matchersByKey[first.key] : undefined;
  if (definition) return definition.read(first.value, ground);
  file.fault(first.keyRange, `unknown matcher "${first.key}"`, nearKey(first.key) ?? literal);
  return { kind: 'present' };
}

function refuseSeveral({ entries }: YamlMap, second: YamlEntry, { file }: ReadGround): Matcher {
  const odd = entries.find((entry) => !isPlace(entry) && !isKey(entry));
  const names = entries.map(({ key }) => key).join(', ');
  const hint = entries.every(isKey)
    ? 'for several matchers write { allOf: [{ … }, { … }] }'
    : ((odd && nearKey(odd.key)) ?? literal);
  file.fault((odd ?? second).keyRange, `an object here is a shape or exactly one matcher; this one has ${names}`, hint);
  return { kind: 'present' };
}

/** "did you mean …?", when there is such a key. */
function nearKey(key: string): string | undefined {
  const near = suggest(key, matcherKeys);
  return near?.startsWith('did') ? near : undefined;
}
