import { InputError } from '../../core/errors.ts';
import type { HeaderField } from '../../core/http.ts';
import type { Json } from '../../core/json.ts';
import { parsePointer } from '../../core/json-pointer.ts';
import type { ProtocolSpec } from '../../core/protocol-spec.ts';
import type { Diagnostic } from '../../core/source-location.ts';
import type { Place } from '../../core/suite.ts';
import { readMonth } from './catalogue/read-rules.ts';
import { parseInput } from './input/input-file.ts';
import { describe, type MapReader, member, readMap } from './input/read-map.ts';
import { listOrOne, readList, readText, readWord } from './input/read-scalar.ts';
import { readBytes } from './input/read-text.ts';
import { suggest } from './input/suggest.ts';
import type { TextFile } from './input/text-file.ts';
import type { YamlEntry, YamlNode } from './input/yaml-node.ts';
import { readKnown } from './language/read-entry.ts';
import { plainValue } from './language/read-template.ts';
import { listProtocols } from './list-protocols.ts';
import { loadProtocol } from './load-protocol.ts';
import { packageRoot } from './package-root.ts';
import { sortDiagnostics } from './sort-diagnostics.ts';
import { whyNoBinding } from './why-no-binding.ts';

/** A file that describes one or several targets (conformance.yaml). Texts "env:NAME" are left as they are. */
export interface TargetFile {
  readonly file: string;
  readonly targets: readonly TargetEntry[];
}

/** One target of a target file. */
export interface TargetEntry {
  readonly protocol: string;
  /** Base URL, or "env:NAME". */
  readonly url: string;
  readonly edition?: string;
  /** Month of the catalogue that is pinned: newer rules only warn. */
  readonly catalogue?: string;
  readonly features: Readonly<Record<string, 'present' | 'absent'>>;
  /** Header fields by identity; values may be "env:NAME" or end in it. */
  readonly identities: Readonly<Record<string, readonly HeaderField[]>>;
  readonly headers: readonly HeaderField[];
  readonly bindings: Readonly<Record<string, Json>>;
  /** Places that change by themselves. */
  readonly volatile: readonly Place[];
  /** Files and folders with further suites, relative to the target file. */
  readonly suites: readonly string[];
}

const keys = [
  'protocol',
  'url',
  'edition',
  'rules',
  'features',
  'identities',
  'headers',
  'bindings',
  'volatile',
  'suites',
];

/**
 * Reads a target file and checks every name in it against its protocol.
 * @throws {InputError} with all that is wrong in it.
 */
export async function loadTargetFile(
  file: string,
  { root = packageRoot() }: { readonly root?: string } = {},
): Promise<TargetFile> {
  const diagnostics: Diagnostic[] = [];
  const name = file.replaceAll('\\', '/');
  const parsed = await parseInput({ name, path: name, content: readBytes(file, name) }, diagnostics);
  const targets = parsed ? await readTargets(parsed.file, parsed.root, root) : [];
  if (diagnostics.length > 0) throw new InputError(sortDiagnostics(diagnostics));
  return { file: name, targets };
}

/** One target as the file itself, or a list of them under `targets`. */
export async function readTargets(file: TextFile, node: YamlNode, root: string): Promise<readonly TargetEntry[]> {
  const list = node.kind === 'map' ? node.entries.find(({ key }) => key === 'targets') : undefined;
  const nodes = list ? readMap(file, node, 'the target file', ['targets']) && listOrOne(list.value) : [node];
  const protocols = await listProtocols(root);
  const targets: TargetEntry[] = [];
  for (const item of nodes) {
    const map = readMap(file, item, 'a target', keys);
    const protocol = map.required('protocol', (value) => readKnown(file, value, 'protocol', protocols), '');
    const spec = protocols.includes(protocol) ? (await loadProtocol(protocol, { root })).spec : undefined;
    targets.push(readTarget(file, map, protocol, spec));
  }
  return targets;
}

function readTarget(file: TextFile, map: MapReader, protocol: string, spec: ProtocolSpec | undefined): TargetEntry {
  const text =
    (key: string): ((node: YamlNode) => string) =>
    (node) =>
      readText(file, node, key);
  const record = <T>(key: string, known: readonly string[] | undefined, what: string, read: (entry: YamlEntry) => T) =>
    map.optional(key, (node) => readRecord(file, node, key, known, what, read)) ?? {};
  return {
    protocol,
    url: map.required('url', (node) => readUrl(file, node), ''),
    ...member(
      'edition',
      map.optional('edition', (node) =>
        spec ? readKnown(file, node, 'edition', spec.editions.map(idOf)) : text('edition')(node),
      ),
    ),
    ...member(
      'catalogue',
      map.optional('rules', (node) => readMonth(file, node, 'rules')),
    ),
    features: record('features', spec?.features.map(idOf), 'feature', ({ value }) =>
      readWord(file, value, 'state', ['present', 'absent']),
    ),
    identities: record('identities', spec?.identities.map(idOf), 'identity', ({ value }) => readFields(file, value)),
    headers: map.optional('headers', (node) => readFields(file, node)) ?? [],
    bindings: record('bindings', spec && Object.keys(spec.bindings), 'binding', (entry) =>
      readBinding(file, spec, entry),
    ),
    volatile:
      map.optional('volatile', (node) => readList(file, node, 'volatile', (item) => readPointer(file, item))) ?? [],
    suites: map.optional('suites', (node) => readList(file, node, 'suites', text('a path of suites'))) ?? [],
  };
}

function readBinding(file: TextFile, spec: ProtocolSpec | undefined, { key, value }: YamlEntry): Json {
  const json = plainValue(value);
  // What the environment holds is a text, known only when the file is used.
  const why =
    spec && !(typeof json === 'string' && json.startsWith('env:')) ? whyNoBinding(spec, key, json) : undefined;
  if (why !== undefined) file.fault(value, why);
  return json;
}

const idOf = ({ id }: { readonly id: string }): string => id;

function readRecord<T>(
  file: TextFile,
  node: YamlNode,
  key: string,
  known: readonly string[] | undefined,
  what: string,
  read: (entry: YamlEntry) => T,
): Readonly<Record<string, T>> {
  if (node.kind !== 'map') {
    file.fault(node, `${key} must be a map, not ${describe(node)}`);
    return {};
  }
  return Object.fromEntries(
    node.entries.map((entry) => {
      if (known && !known.includes(entry.key))
        file.fault(entry.keyRange, `unknown ${what} "${entry.key}"`, suggest(entry.key, known));
      return [entry.key, read(entry)];
    }),
  );
}

/** Header fields by name; a list gives several lines. */
function readFields(file: TextFile, node: YamlNode): readonly HeaderField[] {
  if (node.kind !== 'map') {
    file.fault(node, `header fields must be a map, not ${describe(node)}`, 'for example { Authorization: env:TOKEN }');
    return [];
  }
  return node.entries.flatMap(({ key, keyRange, value }) => {
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(key)) file.fault(keyRange, `"${key}" is not a header name`);
    return listOrOne(value).map((item): HeaderField => [key, readText(file, item, `header ${key}`)]);
  });
}

function readUrl(file: TextFile, node: YamlNode): string {
  const url = readText(file, node, 'url');
  if (url === '' || url.startsWith('env:')) return url;
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) file.fault(node, `"${url}" is not an http or https URL`);
  else if (new URL(url).username !== '')
    file.fault(node, 'a URL holds no credentials', 'use identities or headers, with env:NAME');
  return url;
}

function readPointer(file: TextFile, node: YamlNode): Place {
  const place = readText(file, node, 'volatile');
  if (place !== '' && (!place.startsWith('/') || parsePointer(place) === undefined)) {
    file.fault(node, `"${place}" is not a place`, `a place is a JSON Pointer: /${place}`);
  }
  return place;
}
