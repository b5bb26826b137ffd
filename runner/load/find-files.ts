import { type Dirent, existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import type { InputFile } from './input/input-file.ts';
import { readBytes } from './input/read-text.ts';
import { packageRoot } from './package-root.ts';

/** All files of a protocol under a root, with their bytes. */
export interface ProtocolFiles {
  readonly id: string;
  /** protocol.yaml, rules.yaml, …, and the laws of all protocols (spec/laws.yaml), where there are some. */
  readonly spec: readonly InputFile[];
  readonly suites: readonly InputFile[];
  /** Ids of spec/<id>/schemas/*.schema.json. */
  readonly schemas: readonly string[];
  /** The folder of a protocol of the user's own. */
  readonly own?: string;
}

const specFiles = ['protocol.yaml', 'rules.yaml', 'bindings.yaml', 'features.yaml', 'source-map.yaml', 'writes.yaml'];

/** What prepares a real target, where there is some: settings of others, and no suites. */
const kit = 'kit/';

/**
 * Finds and reads the files of a protocol.
 * @param protocol its id, for one that lies under the root: names are relative to that; or the path of a folder with one
 * of the user's own, which holds spec/ and suites/ (see {@link isProtocolPath}).
 */
export function protocolFiles(root: string, protocol: string): ProtocolFiles {
  if (!isProtocolPath(protocol)) {
    const places = { spec: `spec/${protocol}`, suites: `suites/${protocol}`, laws: root };
    return { id: protocol, ...filesOf({ ...places, base: root, named: (path) => path }) };
  }
  const shown = showPath(protocol);
  const laws = existsSync(join(protocol, 'spec', 'laws.yaml')) ? protocol : packageRoot();
  const found = filesOf({ spec: 'spec', suites: 'suites', laws, base: protocol, named: (path) => `${shown}/${path}` });
  return { id: idIn(found.spec) ?? basename(shown), own: protocol, ...found };
}

/** Does this lead to a folder, where else a protocol is named by its id? */
export function isProtocolPath(protocol: string): boolean {
  return /^\.{1,2}$|[/\\]/.test(protocol);
}

/** Does a folder hold a protocol of the user's own? */
export function holdsProtocol(folder: string): boolean {
  return existsSync(join(folder, 'spec', 'protocol.yaml'));
}

/** The folder above a file, or this folder, that holds a protocol of the user's own. */
export function protocolAbove(path: string): string | undefined {
  for (let folder = path; ; folder = dirname(folder)) {
    if (holdsProtocol(folder)) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

/** Folders below a base, and how the files in them are named. */
interface Places {
  readonly base: string;
  readonly spec: string;
  readonly suites: string;
  /** Folder whose spec/laws.yaml are the laws of all protocols. */
  readonly laws: string;
  named(path: string): string;
}

function filesOf({ base, spec, suites, laws, named }: Places): Pick<ProtocolFiles, 'spec' | 'suites' | 'schemas'> {
  const present = namesIn(join(base, spec));
  const read = (folder: string, path: string): InputFile => {
    const name = named(`${folder}/${path}`);
    return { name, path, content: readBytes(join(base, folder, path), name) };
  };
  const shared = join(laws, 'spec', 'laws.yaml');
  const lawsName = laws === base ? named('spec/laws.yaml') : 'spec/laws.yaml';
  return {
    spec: [
      ...specFiles.filter((name) => present.includes(name)).map((path) => read(spec, path)),
      ...(existsSync(shared) ? [{ name: lawsName, path: 'laws.yaml', content: readBytes(shared, lawsName) }] : []),
    ],
    suites: yamlBelow(join(base, suites))
      .filter((path) => !path.startsWith(kit))
      .map((path) => read(suites, path)),
    schemas: namesIn(join(base, spec, 'schemas')).flatMap((name) =>
      name.endsWith('.schema.json') ? [name.slice(0, -'.schema.json'.length)] : [],
    ),
  };
}

/** What protocol.yaml says that its id is; undefined: that has to be told as a fault of it. */
function idIn(spec: readonly InputFile[]): string | undefined {
  const content = spec.find(({ path }) => path === 'protocol.yaml')?.content;
  const text = content && 'bytes' in content ? new TextDecoder().decode(content.bytes) : '';
  return /^protocol: *(["']?)([a-z][a-z0-9-]*)\1 *(?:#.*)?$/m.exec(text)?.[2];
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
