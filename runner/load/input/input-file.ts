import type { Diagnostic } from '../../../core/source-location.ts';
import type { FileContent } from './read-text.ts';
import { decodeText } from './read-text.ts';
import { type TextFile, textFile } from './text-file.ts';
import type { YamlNode } from './yaml-node.ts';

/** A file that is to be read: its name as shown to people, its bytes or why there are none. */
export interface InputFile {
  readonly name: string;
  /** Path below the folder it was found in, with "/" separators. */
  readonly path: string;
  readonly content: FileContent;
}

/** A file whose YAML is sound. */
export interface ParsedFile {
  readonly input: InputFile;
  readonly file: TextFile;
  readonly root: YamlNode;
}

/** Reads the YAML of a file; its faults go to `diagnostics`, and then there is nothing. */
export async function parseInput(input: InputFile, diagnostics: Diagnostic[]): Promise<ParsedFile | undefined> {
  const decoded = 'fault' in input.content ? input.content : decodeText(input.content.bytes, input.name);
  if ('fault' in decoded) {
    diagnostics.push(decoded.fault);
    return undefined;
  }
  const file = textFile(input.name, decoded.text, diagnostics);
  const { parseYaml } = await import('./parse-yaml.ts');
  const root = parseYaml(file);
  return root && { input, file, root };
}
