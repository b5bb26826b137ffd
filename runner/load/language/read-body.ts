import type { BodyTemplate, ValueTemplate } from '../../../core/suite.ts';
import { describe, type MapReader, member } from '../input/read-map.ts';
import { readText } from '../input/read-scalar.ts';
import { suggest } from '../input/suggest.ts';
import { entriesByKey, type YamlNode } from '../input/yaml-node.ts';
import type { LanguageContext } from './context.ts';
import { partIds, type RequestReader, readBatch } from './read-batch.ts';
import { isWholeToken, readPlace, readTemplate, readValue } from './read-template.ts';

const kinds = ['json', 'jsonPatch', 'text', 'batch'] as const;

/** Keys that describe a request's body. */
export const bodyKeys: readonly string[] = [...kinds, 'edit', 'about'];

const operations: Readonly<Record<string, readonly string[]>> = {
  add: ['path', 'value'],
  replace: ['path', 'value'],
  test: ['path', 'value'],
  remove: ['path'],
  move: ['from', 'path'],
  copy: ['from', 'path'],
};

/** The one body of a request, or none. */
export function readBody(
  context: LanguageContext,
  map: MapReader,
  what: string,
  requests: RequestReader,
): BodyTemplate | undefined {
  const { file } = context;
  const [kind, second] = kinds.filter((key) => map.has(key));
  if (second !== undefined) file.fault(map.at(second), `${what} has two bodies: ${kind} and ${second}`);
  if (map.has('edit') && kind !== 'json') file.fault(map.at('edit'), '`edit` changes `json`, and there is none');
  if (map.has('about') && kind !== 'batch')
    file.fault(map.at('about'), '`about` names a part of `batch`, and there is none');
  const node = kind === undefined ? undefined : map.node(kind);
  if (!node) return undefined;
  switch (kind) {
    case 'json':
      return {
        kind: 'json',
        value: readValue(context, node),
        edit: map.optional('edit', (edit) => readEdit(context, edit)) ?? [],
      };
    case 'jsonPatch':
      return { kind: 'json-patch', operations: readPatch(context, node) };
    case 'text':
      return { kind: 'text', text: readBodyText(context, node) };
    default:
      return readWhole(context, map, readBatch(context, node, requests));
  }
}

/** A batch, and the part that it is about. */
function readWhole(
  { file }: LanguageContext,
  map: MapReader,
  parts: Extract<BodyTemplate, { kind: 'batch' }>['parts'],
): BodyTemplate {
  const ids = partIds(parts);
  const about = map.optional('about', (node) => {
    const id = readText(file, node, 'about');
    if (id !== '' && !ids.includes(id)) file.fault(node, `no part of the batch is called "${id}"`, suggest(id, ids));
    return id;
  });
  return { kind: 'batch', parts, ...member('about', about) };
}

function readBodyText(context: LanguageContext, node: YamlNode): string {
  if (node.kind === 'scalar' && node.value === '') return '';
  return readTemplate(context, node, 'text');
}

function readEdit(context: LanguageContext, node: YamlNode): readonly ValueTemplate[] | string {
  if (node.kind === 'list') return node.items.map((item) => readOperation(context, item, true));
  const text = readTemplate(context, node, 'edit');
  if (text !== '' && !isWholeToken(text)) context.file.fault(node, 'edit takes a list of operations, or one token');
  return text;
}

/** A JSON Patch body: mostly a list of operations, but a rule may need any JSON that is none. */
function readPatch(context: LanguageContext, node: YamlNode): ValueTemplate {
  if (node.kind !== 'list') return readValue(context, node);
  return node.items.map((item) => readOperation(context, item, false));
}

/**
 * One operation. `strict`: it is applied by the runner, so it must be one. A body may be malformed on purpose, so there
 * only the places of known operations are looked at.
 */
function readOperation(context: LanguageContext, node: YamlNode, strict: boolean): ValueTemplate {
  const { file } = context;
  const value = readValue(context, node);
  if (node.kind !== 'map') {
    const isToken = node.kind === 'scalar' && typeof node.value === 'string' && isWholeToken(node.value);
    if (strict && !isToken) file.fault(node, `an operation must be a map, not ${describe(node)}`);
    return value;
  }
  if (!strict) return value;
  const members = entriesByKey(node);
  const op = members.get('op')?.value;
  const name = op?.kind === 'scalar' && typeof op.value === 'string' ? op.value : '';
  const needed = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (!needed && !name.includes('$(')) {
    file.fault(op ?? node, `an operation needs "op": ${Object.keys(operations).join(', ')}`);
  }
  for (const key of needed ?? []) {
    const found = members.get(key)?.value;
    if (!found) file.fault(node, `the operation "${name}" needs "${key}"`);
    else if (key !== 'value' && !isEmptyText(found)) readPlace(context, found, key);
  }
  return value;
}

/** "" is the whole document in JSON Patch. */
function isEmptyText(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.value === '';
}
