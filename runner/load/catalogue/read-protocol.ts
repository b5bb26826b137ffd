import type {
  CredentialSample,
  Edition,
  Identity,
  JudgedProduct,
  ProtocolSpec,
  Source,
} from '../../../core/protocol-spec.ts';
import { describe, type MapReader, member, readMap } from '../input/read-map.ts';
import { checkId, readBoolean, readId, readList, readText } from '../input/read-scalar.ts';
import type { TextFile } from '../input/text-file.ts';
import type { YamlNode } from '../input/yaml-node.ts';

const keys = [
  'protocol',
  'title',
  'editions',
  'version',
  'location',
  'headers',
  'contentTypes',
  'identities',
  'credentials',
  'triggers',
  'judged',
  'sources',
];

/** What spec/<id>/protocol.yaml says. */
export type ProtocolHead = Omit<ProtocolSpec, 'bindings' | 'features' | 'rules' | 'statements'>;

/** Reads protocol.yaml. `id` is the name of its folder. */
export function readProtocol(file: TextFile, node: YamlNode, id: string): ProtocolHead {
  const map = readMap(file, node, 'the protocol', keys);
  readProtocolId(file, map, id);
  return {
    id,
    title: map.required('title', (value) => readText(file, value, 'title'), ''),
    editions: map.required('editions', (value) => readEditions(file, value), []),
    version: map.required(
      'version',
      (value) => readList(file, value, 'version', (item) => readVersion(file, item)),
      [],
    ),
    location: map.required('location', (value) => readText(file, value, 'location'), ''),
    headers: map.optional('headers', (value) => readHeaders(file, value)) ?? [],
    contentTypes: map.required('contentTypes', (value) => readContentTypes(file, value), { json: '', jsonPatch: '' }),
    identities: map.required('identities', (value) => readIdentities(file, value), []),
    ...member(
      'credentials',
      map.optional('credentials', (value) => readSample(file, value)),
    ),
    ...member(
      'triggers',
      map.optional('triggers', (value) => readText(file, value, 'triggers')),
    ),
    judged: map.optional('judged', (value) => readList(file, value, 'judged', (item) => readJudged(file, item))) ?? [],
    sources: map.required('sources', (value) => readSources(file, value), []),
  };
}

/** The key `protocol` of every file of a protocol must name its folder. */
export function readProtocolId(file: TextFile, map: MapReader, id: string): void {
  const written = map.required('protocol', (value) => readId(file, value, 'protocol'), id);
  const node = map.node('protocol');
  if (written !== id && written !== '' && node)
    file.fault(node, `this file lies in the folder of "${id}"`, `write protocol: ${id}`);
}

/** The members of a map by id, in order. */
export function readById<T>(
  file: TextFile,
  node: YamlNode,
  what: string,
  read: (id: string, value: YamlNode) => T,
): readonly T[] {
  if (node.kind !== 'map') {
    file.fault(node, `${what} must be a map, not ${describe(node)}`);
    return [];
  }
  return node.entries.map(({ key, keyRange, value }) => {
    checkId(file, keyRange, key, 'the name');
    return read(key, value);
  });
}

function readEditions(file: TextFile, node: YamlNode): readonly Edition[] {
  if (node.kind === 'map') {
    for (const { key, keyRange } of node.entries) {
      if (/^[a-z][a-z0-9.-]*$/.test(key)) continue;
      file.fault(
        keyRange,
        `"${key}" is no name of an edition`,
        'a letter first, then letters, digits, "." and "-": v2.1',
      );
    }
  }
  const entries = node.kind === 'map' ? node.entries : [];
  if (entries.length === 0) file.fault(node, 'a protocol has at least one edition');
  const editions = entries.map(({ key, value }): Edition => {
    const map = readMap(file, value, 'an edition', ['title', 'default']);
    return {
      id: key,
      title: map.required('title', (title) => readText(file, title, 'title'), ''),
      default: map.optional('default', (flag) => readBoolean(file, flag, 'default')) ?? false,
    };
  });
  const defaults = editions.filter((edition) => edition.default).length;
  if (entries.length > 0 && defaults !== 1) file.fault(node, `exactly one edition is the default one, not ${defaults}`);
  return editions;
}

function readVersion(file: TextFile, node: YamlNode): ProtocolSpec['version'][number] {
  const map = readMap(file, node, 'a place of the version', ['header', 'body']);
  if (node.kind === 'map' && map.has('header') === map.has('body'))
    file.fault(node, 'the version is in a header or in the body');
  const header = map.optional('header', (value) => readText(file, value, 'header'));
  if (header !== undefined) return { header };
  return { body: map.optional('body', (value) => readText(file, value, 'body')) ?? '/' };
}

/** Header fields by name. */
function readHeaders(file: TextFile, node: YamlNode): ProtocolSpec['headers'] {
  if (node.kind !== 'map') {
    file.fault(node, `headers must be a map, not ${describe(node)}`);
    return [];
  }
  return node.entries.map(({ key, value }) => [key, readText(file, value, `header ${key}`)] as const);
}

function readContentTypes(file: TextFile, node: YamlNode): ProtocolSpec['contentTypes'] {
  const map = readMap(file, node, 'contentTypes', ['json', 'jsonPatch']);
  return {
    json: map.required('json', (value) => readText(file, value, 'json'), ''),
    jsonPatch: map.required('jsonPatch', (value) => readText(file, value, 'jsonPatch'), ''),
  };
}

function readIdentities(file: TextFile, node: YamlNode): readonly Identity[] {
  const identities = readById(file, node, 'identities', (id, value): Identity => {
    const map = readMap(file, value, 'an identity', ['title', 'wants', 'scopes']);
    return {
      id,
      title: map.required('title', (title) => readText(file, title, 'title'), ''),
      ...member(
        'wants',
        map.optional('wants', (wants) => readText(file, wants, 'wants')),
      ),
      ...member(
        'scopes',
        map.optional('scopes', (list) => readList(file, list, 'scopes', (item) => readText(file, item, 'a scope'))),
      ),
    };
  });
  if (node.kind === 'map' && identities.length === 0) file.fault(node, 'a protocol has at least one identity');
  return identities;
}

function readSample(file: TextFile, node: YamlNode): CredentialSample {
  const map = readMap(file, node, 'credentials', ['line', 'file']);
  const text = (key: 'line' | 'file'): string => map.required(key, (value) => readText(file, value, key), '');
  return { line: text('line'), file: text('file') };
}

function readJudged(file: TextFile, node: YamlNode): JudgedProduct {
  const map = readMap(file, node, 'a judged product', ['product', 'version', 'on']);
  const text = (key: 'product' | 'version' | 'on'): string =>
    map.required(key, (value) => readText(file, value, key), '');
  const on = map.node('on');
  if (on && !/^\d{4}-\d\d-\d\d$/.test(text('on'))) file.fault(on, 'on must be a day such as "2026-11-30"');
  return { product: text('product'), version: text('version'), on: text('on') };
}

/** The sources that rules cite, by id. */
export function readSources(file: TextFile, node: YamlNode): readonly Source[] {
  return readById(file, node, 'sources', (id, value): Source => {
    const map = readMap(file, value, 'a source', ['title', 'url', 'language', 'version']);
    const text = (key: string): string | undefined => map.optional(key, (member) => readText(file, member, key));
    return {
      id,
      title: map.required('title', (title) => readText(file, title, 'title'), ''),
      ...member('url', text('url')),
      ...member('language', text('language')),
      ...member('version', text('version')),
    };
  });
}
