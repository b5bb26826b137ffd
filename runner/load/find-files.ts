import { type Dirent, existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, relative } from 'node:path';
import type { InputFile } from './input/input-file.ts';
import { readBytes } from './input/read-text.ts';

/** All files of a protocol under a root, with their bytes. */
export interface ProtocolFiles {
  readonly id: string;
  /** protocol.yaml, rules.yaml, …, and the laws of all protocols (spec/laws.yaml), where there are some. */
  readonly spec: readonly InputFile[];
  readonly suites: readonly InputFile[];
  /** Ids of spec/<id>/schemas/*.schema.json. */
  readonly schemas: readonly string[];
}

const specFiles = ['protocol.yaml', 'rules.yaml', 'bindings.yaml', 'features.yaml', 'source-map.yaml', 'writes.yaml'];

/** What prepares a real target, where there is some: settings of others, and no suites. */
const kit = 'kit/';

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
    spec: [
      ...specFiles.filter((name) => present.includes(name)).map((path) => read(spec, path)),
      ...(existsSync(join(root, 'spec', 'laws.yaml')) ? [read('spec', 'laws.yaml')] : []),
    ],
    suites: yamlBelow(join(root, suites))
      .filter((path) => !path.startsWith(kit))
      .map((path) => read(suites, path)),
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
  const closed: string[] = [];
  const paths = yamlBelow(given, (path) => closed.push(path));
  const faults = closed.flatMap((path) => unreadable(`${shown}/${path}`, 'this folder may not be read'));
  if (paths.length + faults.length === 0) return unreadable(shown, 'there is no YAML file in this folder');
  const files = paths.map((path) => {
    const name = `${shown}/${path}`;
    return { name, path: `${basename(shown)}/${path}`, content: readBytes(join(given, path), name) };
  });
  return [...faults, ...files];
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

/**
 * Paths of all .yaml and .yml entries below a folder, sorted, with "/" separators. A link to a folder that it lies in is
 * not followed.
 * @param onClosed told of a folder that cannot be read.
 */
function yamlBelow(folder: string, onClosed: (path: string) => void = () => undefined): readonly string[] {
  const found: string[] = [];
  const visit = (path: string, above: readonly string[]): void => {
    const { real, entries } = readFolder(join(folder, path)) ?? {};
    if (entries === undefined) onClosed(path);
    if (entries === undefined || real === undefined || above.includes(real)) return;
    for (const entry of entries) {
      const inner = path === '' ? entry.name : `${path}/${entry.name}`;
      if (/\.ya?ml$/i.test(entry.name)) found.push(inner);
      const leads = entry.isDirectory() || (entry.isSymbolicLink() && isFolder(join(folder, inner)));
      if (leads && entry.name !== 'node_modules') visit(inner, [...above, real]);
    }
  };
  if (existsSync(folder)) visit('', []);
  return found.sort();
}

/** What lies in a folder, and where it really is; undefined when that cannot be read. */
function readFolder(path: string): { readonly real: string; readonly entries: readonly Dirent[] } | undefined {
  try {
    return { real: realpathSync(path), entries: readdirSync(path, { withFileTypes: true }) };
  } catch {
    return undefined;
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
