import type { BatchPart, ChangeSet, RequestTemplate } from '../../../core/suite.ts';
import { type MapReader, readMap } from '../input/read-map.ts';
import { readInteger, readList, readText } from '../input/read-scalar.ts';
import type { YamlNode } from '../input/yaml-node.ts';
import type { LanguageContext } from './context.ts';

/** Reads the request keys of a part; handed in, because a request may hold a batch and a batch holds requests. */
export interface RequestReader {
  readonly keys: readonly string[];
  read(context: LanguageContext, map: MapReader, what: string): RequestTemplate;
}

const partId = /^[A-Za-z0-9][A-Za-z0-9-]*$/;

/** The parts of a multipart batch; their ids are unique over parts and change sets. */
export function readBatch(
  context: LanguageContext,
  node: YamlNode,
  requests: RequestReader,
): readonly (BatchPart | ChangeSet)[] {
  const ids = new Set<string>();
  return readList(context.file, node, 'batch', (item) => readItem(context, item, ids, requests), 1);
}

function readItem(
  context: LanguageContext,
  node: YamlNode,
  ids: Set<string>,
  requests: RequestReader,
): BatchPart | ChangeSet {
  const isSet = node.kind === 'map' && node.entries.some(({ key }) => key === 'changeSet');
  return isSet ? readChangeSet(context, node, ids, requests) : readPart(context, node, ids, requests);
}

function readChangeSet(context: LanguageContext, node: YamlNode, ids: Set<string>, requests: RequestReader): ChangeSet {
  const { file } = context;
  const map = readMap(file, node, 'a change set', ['id', 'changeSet']);
  return {
    kind: 'change-set',
    id: map.required('id', (id) => readPartId(context, id, ids), ''),
    parts: map.required(
      'changeSet',
      (list) => readList(file, list, 'changeSet', (item) => readPart(context, item, ids, requests), 1),
      [],
    ),
  };
}

function readPart(context: LanguageContext, node: YamlNode, ids: Set<string>, requests: RequestReader): BatchPart {
  const { file } = context;
  const keys = ['id', 'copies', ...requests.keys.filter((key) => !['batch', 'about', 'as'].includes(key))];
  const map = readMap(file, node, 'a batch part', keys);
  return {
    kind: 'part',
    id: map.required('id', (id) => readPartId(context, id, ids), ''),
    copies: map.optional('copies', (copies) => readInteger(file, copies, 'copies', 1, 5000)) ?? 1,
    request: requests.read(context, map, 'a batch part'),
  };
}

function readPartId({ file }: LanguageContext, node: YamlNode, ids: Set<string>): string {
  const id = readText(file, node, 'the id of a part');
  if (id !== '' && !partId.test(id)) file.fault(node, `"${id}" is not an id of a part`, 'letters, digits and "-"');
  if (ids.has(id) && id !== '') file.fault(node, `the part "${id}" is doubled`);
  ids.add(id);
  return id;
}

/** Ids that an answer of this batch may be addressed by. */
export function partIds(parts: readonly (BatchPart | ChangeSet)[]): readonly string[] {
  return parts.flatMap((part) => {
    if (part.kind === 'part') return copyIds(part);
    return [part.id, ...part.parts.flatMap(copyIds)];
  });
}

function copyIds({ id, copies }: BatchPart): readonly string[] {
  return copies === 1 ? [id] : Array.from({ length: copies }, (_, index) => `${id}-${index + 1}`);
}
