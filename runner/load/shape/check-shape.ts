import type { ErrorObject } from 'ajv';
import { parsePointer } from '../../../core/json-pointer.ts';
import { stringifyJson } from '../../../core/stringify-json.ts';
import type { ParsedFile } from '../input/input-file.ts';
import type { Range, YamlEntry, YamlNode } from '../input/yaml-node.ts';
import { plainValue } from '../language/read-template.ts';
import { loadValidator } from './load-validator.ts';
import { tellError } from './tell-error.ts';
import type { ShapeKind } from './validator.ts';

/** What a JSON Pointer names in a file: the value, and the key it stands under. */
interface Named {
  readonly node: YamlNode;
  readonly entry: YamlEntry | undefined;
  readonly name: string;
}

/** Faults everything in a file that does not have the shape that the JSON Schema of its kind gives it. */
export async function checkShape(kind: ShapeKind, { file, root }: ParsedFile): Promise<void> {
  const validate = await loadValidator(kind);
  // Schemas say nothing about digits, so doubles will do.
  if (validate(JSON.parse(stringifyJson(plainValue(root))))) return;
  for (const error of validate.errors ?? []) {
    const { node, entry, name } = find(root, error.instancePath, kind);
    // A key without a value is a fault already.
    if (entry?.empty) continue;
    const told = tellError(error, name, node, file);
    if (told) file.fault(rangeOf(error, node), told.message, told.hint);
  }
}

/** What to point at: a key that is wrong, the first key of a map that lacks one, else the value. */
function rangeOf({ keyword, params, propertyName }: ErrorObject, node: YamlNode): Range {
  if (node.kind !== 'map') return node;
  const key = propertyName ?? params['additionalProperty'];
  const entry = node.entries.find((one) => one.key === key);
  if (entry) return entry.keyRange;
  if (keyword !== 'required') return node;
  return node.entries[0]?.keyRange ?? { start: node.start, end: Math.min(node.end, node.start + 1) };
}

/** Follows a pointer as far as there is something. The items of a list are called as the list. */
function find(root: YamlNode, pointer: string, kind: string): Named {
  let found: Named = { node: root, entry: undefined, name: `the ${kind} file` };
  for (const segment of parsePointer(pointer) ?? []) {
    const { node, name } = found;
    if (node.kind === 'list') {
      const item = node.items[Number(segment)];
      if (item) found = { node: item, entry: undefined, name: `an item of ${name}` };
    } else if (node.kind === 'map') {
      const entry = node.entries.find(({ key }) => key === segment);
      if (entry) found = { node: entry.value, entry, name: segment };
    }
  }
  return found;
}
