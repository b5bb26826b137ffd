import { readdir, stat } from 'node:fs/promises';
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
export async function protocolFiles(root: string, id: string): Promise<ProtocolFiles> {
  const spec = `spec/${id}`;
  const suites = `suites/${id}`;
  const [present, topics, schemas] = await Promise.all([
    namesIn(join(root, spec)),
    yamlBelow(join(root, suites)),
    namesIn(join(root, spec, 'schemas')),
  ]);
  const read = async (folder: string, path: string): Promise<InputFile> => {
    const name = `${folder}/${path}`;
    return { name, path, content: await readBytes(join(root, name), name) };
  };
  return {
    id,
    spec: await Promise.all(specFiles.filter((name) => present.includes(name)).map((path) => read(spec, path))),
    suites: await Promise.all(topics.map((path) => read(suites, path))),
    schemas: schemas.flatMap((name) => (name.endsWith('.schema.json') ? [name.slice(0, -'.schema.json'.length)] : [])),
  };
}

/** YAML files of a user's folder, or the one file. A path that leads nowhere, or to no YAML, is a fault of its file. */
export async function foreignFiles(given: string): Promise<readonly InputFile[]> {
  const shown = showPath(given);
  const status = await stat(given).catch(() => undefined);
  const fault = (message: string): readonly InputFile[] => [
    {
      name: shown,
      path: basename(shown),
      content: { fault: { severity: 'error', message, location: { file: shown, line: 1, column: 1 } } },
    },
  ];
  if (!status) return fault('there is no such file or folder');
  if (!status.isDirectory()) return [{ name: shown, path: basename(shown), content: await readBytes(given, shown) }];
  const paths = await yamlBelow(given);
  if (paths.length === 0) return fault('there is no YAML file in this folder');
  return Promise.all(
    paths.map(async (path) => {
      const name = `${shown}/${path}`;
      return { name, path: `${basename(shown)}/${path}`, content: await readBytes(join(given, path), name) };
    }),
  );
}

/** A path as it is shown: short, with "/", and such that it cannot be taken for a path below the package. */
function showPath(path: string): string {
  const near = isAbsolute(path) ? relative('', path) : path;
  const short = near === '' || near.startsWith('..') ? path : near;
  const slashed = short.replaceAll('\\', '/').replace(/(?<=.)\/+$/, '');
  return /^(?:\.{1,2}(?:\/|$)|\/|[A-Za-z]:)/.test(slashed) ? slashed : `./${slashed}`;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}

/** Paths of all .yaml and .yml entries below a folder, sorted, with "/" separators. */
async function yamlBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  return entries
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.ya?ml$/i.test(path) && !path.includes('node_modules/'))
    .sort();
}
