import type { Json } from '../../../core/json.ts';
import type { Binding, ProtocolSpec } from '../../../core/protocol-spec.ts';
import { parseTemplate, TemplateSyntaxError } from '../../../core/template.ts';
import { describe, readMap } from '../input/read-map.ts';
import { readText } from '../input/read-scalar.ts';
import type { TextFile } from '../input/text-file.ts';
import type { YamlNode } from '../input/yaml-node.ts';
import type { LanguageContext } from '../language/context.ts';
import { plainValue, readValue } from '../language/read-template.ts';
import { baseScope } from '../language/suite-scope.ts';
import { readProtocolId } from './read-protocol.ts';

const namePattern = /^[a-z][A-Za-z0-9-]*(?:\.[A-Za-z][A-Za-z0-9-]*)*$/;

/** Reads bindings.yaml. Texts may use other bindings, but not in a circle. */
export function readBindings(
  file: TextFile,
  node: YamlNode,
  id: string,
  names: LanguageContext['names'],
): ProtocolSpec['bindings'] {
  const map = readMap(file, node, 'the file of bindings', ['protocol', 'bindings']);
  readProtocolId(file, map, id);
  return map.required('bindings', (value) => readAll(file, value, names), {});
}

function readAll(file: TextFile, node: YamlNode, names: LanguageContext['names']): ProtocolSpec['bindings'] {
  if (node.kind !== 'map') {
    file.fault(node, `bindings must be a map, not ${describe(node)}`);
    return {};
  }
  const raw = new Map<string, Json>();
  for (const { key, value } of node.entries) {
    const inner = value.kind === 'map' ? value.entries.find((entry) => entry.key === 'value')?.value : undefined;
    if (inner) raw.set(key, plainValue(inner));
  }
  const scope = baseScope(Object.fromEntries([...raw].map(([name, value]) => [name, { title: '', value }])));
  const context: LanguageContext = { file, names, scope };
  return Object.fromEntries(
    node.entries.map(({ key, keyRange, value }): [string, Binding] => {
      if (!namePattern.test(key))
        file.fault(keyRange, `"${key}" is not a binding name`, 'names joined by dots: book.title');
      const map = readMap(file, value, 'a binding', ['title', 'value']);
      const circle = circleFrom(key, raw, []);
      if (circle) file.fault(keyRange, `the binding uses itself: ${circle.join(' -> ')}`);
      return [
        key,
        {
          title: map.required('title', (title) => readText(file, title, 'title'), ''),
          value: map.required('value', (inner) => readValue(context, inner), null),
        },
      ];
    }),
  );
}

/** The way from a binding back to itself. */
function circleFrom(
  name: string,
  raw: ReadonlyMap<string, Json>,
  path: readonly string[],
): readonly string[] | undefined {
  if (path[0] === name) return [...path, name];
  if (path.includes(name)) return undefined;
  for (const used of bindingsIn(raw.get(name))) {
    const circle = circleFrom(used, raw, [...path, name]);
    if (circle) return circle;
  }
  return undefined;
}

/** Names of bindings that tokens in a value ask for. */
function bindingsIn(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') {
    try {
      return parseTemplate(value).flatMap((part) =>
        part.kind === 'token' && part.root === 'bind' ? [part.path.join('.')] : [],
      );
    } catch (error) {
      if (error instanceof TemplateSyntaxError) return [];
      throw error;
    }
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [...bindingsIn(key), ...bindingsIn(inner as Json)]);
}
