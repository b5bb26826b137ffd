import { readText } from '../input/read-scalar.ts';
import { suggest } from '../input/suggest.ts';
import type { TextFile } from '../input/text-file.ts';
import type { YamlNode } from '../input/yaml-node.ts';

/** A text that must be one of known names. Fallback after a fault: the name as written. */
export function readKnown(file: TextFile, node: YamlNode, what: string, known: Iterable<string>): string {
  const name = readText(file, node, `an ${what}`.replace(/^an (?![aeiou])/, 'a '));
  const names = [...known];
  if (name !== '' && !names.includes(name)) file.fault(node, `unknown ${what} "${name}"`, suggest(name, names));
  return name;
}
