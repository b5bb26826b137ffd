import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, relative } from 'node:path';
import type { InputFile } from './input/input-file.ts';
import { readBytes } from './input/read-text.ts';

/** All files of a protocol under a root, with their bytes. */
export interface ProtocolFiles {
  readonly id: string;
  /** protocol.yaml, rules.yaml, … */
  readonly spec: readonly InputFile[];
  readonly suites: readonly InputFile[];
  /** Ids of spec/<id>/schemas/*.schema.json. */
  readonly schemas: readonly string[];
}

const specFiles = ['protocol.yaml', 'rules.yaml', 'bindings.yaml', 'features.yaml', 'source-map.yaml'];

/** Finds and reads the files of a protocol. Names are relative to the root. */
export function protocolFiles(root: string, id: string): ProtocolFiles {
  const spec = `spec/${id}`;
  const suites = `suites/${id}`;
  const present = namesIn(join(root, spec));
  const read = (folder: string, path: string): InputFile => {
    const name = `${folder}/${path}`;
    return { name, path, content: readBytes(join(root, name), name) };
  };
  return {
    id,
    spec: specFiles.filter((name) => present.includes(name)).map((path) => read(spec, path)),
    suites: yamlBelow(join(root, suites)).map((path) => read(suites, path)),
    schemas: namesIn(join(root, spec, 'schemas')).flatMap((name) =>
      name.endsWith('.schema.json') ? [name.slice(0, -'.schema.json'.length)] : [],
    ),
  };
}

/** YAML files of a user's folder, or the one file. A path that leads nowhere, or to no YAML, is a fault of its file. */
export function foreignFiles(given: string): readonly InputFile[] {
  const shown = showPath(given);
  const status = statSync(given, { throwIfNoEntry: false });
  if (!status) return unreadable(shown, 'there is no such file or folder');
  if (!status.isDirectory()) return [{ name: shown, path: basename(shown), content: readBytes(given, shown) }];
  const paths = yamlBelow(given);
  if (paths.length === 0) return unreadable(shown, 'there is no YAML file in this folder');
  return paths.map((path) => {
    const name = `${shown}/${path}`;
    return { name, path: `${basename(shown)}/${path}`, content: readBytes(join(given, path), name) };
  });
}

function unreadable(name: string, message: string): readonly InputFile[] {
  const fault = { severity: 'error', message, location: { file: name, line: 1, column: 1 } } as const;
  return [{ name, path: basename(name), content: { fault } }];
}

/** A path as it is shown: short, with "/", and such that it cannot be taken for a path below the package. */
function showPath(path: string): string {
  const near = isAbsolute(path) ? relative('', path) : path;
  const short = near === '' || near.startsWith('..') ? path : near;
  const slashed = short.replaceAll('\\', '/').replace(/(?<=.)\/+$/, '');
  return /^(?:\.{1,2}(?:\/|$)|\/|[A-Za-z]:)/.test(slashed) ? slashed : `./${slashed}`;
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

/** Paths of all .yaml and .yml entries below a folder, sorted, with "/" separators. */
function yamlBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.ya?ml$/i.test(path) && !path.includes('node_modules/'))
    .sort();
}
