import type { Capture, CaptureSource } from '../../../core/suite.ts';
import { describe, type MapReader, member, readMap } from '../input/read-map.ts';
import { checkId, readBoolean, readText } from '../input/read-scalar.ts';
import { suggest } from '../input/suggest.ts';
import type { YamlNode } from '../input/yaml-node.ts';
import { answerNames } from './answer-roots.ts';
import type { LanguageContext } from './context.ts';
import { readPlace } from './read-template.ts';
import type { DefinedName } from './scope.ts';

/** The captures of a step, and their names. */
export interface Captures {
  readonly captures: Readonly<Record<string, Capture>>;
  readonly names: ReadonlyMap<string, DefinedName>;
}

/** Reads `capture`; `parts` are the ids of a batch. */
export function readCaptures(
  context: LanguageContext,
  node: YamlNode | undefined,
  parts: readonly string[] | undefined,
): Captures {
  const captures: Record<string, Capture> = {};
  const names = new Map<string, DefinedName>();
  if (node && node.kind !== 'map') context.file.fault(node, `capture must be a map, not ${describe(node)}`);
  for (const { key, keyRange, value } of node?.kind === 'map' ? node.entries : []) {
    checkId(context.file, keyRange, key, 'the capture');
    if (answerNames.includes(key))
      context.file.fault(keyRange, `every step has a "${key}" already`, 'take another name');
    captures[key] = readCapture(context, value, parts);
    names.set(key, { range: keyRange, used: false });
  }
  return { captures, names };
}

function readCapture(context: LanguageContext, node: YamlNode, parts: readonly string[] | undefined): Capture {
  if (node.kind !== 'map') return { from: 'body', place: readPlace(context, node, 'a capture'), secret: false };
  const { file } = context;
  const map = readMap(file, node, 'a capture', ['body', 'header', 'part', 'secret']);
  return {
    ...readSource(context, map),
    ...member(
      'part',
      map.optional('part', (part) => readPartId(context, part, parts)),
    ),
    secret: map.optional('secret', (secret) => readBoolean(file, secret, 'secret')) ?? false,
  };
}

function readSource(context: LanguageContext, map: MapReader): CaptureSource {
  if (map.has('body') === map.has('header')) context.file.fault(map.range, 'a capture takes either body or header');
  const header = map.optional('header', (node) => readText(context.file, node, 'header'));
  if (header !== undefined) return { from: 'header', name: header };
  return { from: 'body', place: map.optional('body', (node) => readPlace(context, node, 'body')) ?? '/' };
}

function readPartId({ file }: LanguageContext, node: YamlNode, parts: readonly string[] | undefined): string {
  const id = readText(file, node, 'part');
  if (parts === undefined) file.fault(node, '`part` needs a batch');
  else if (!parts.includes(id)) file.fault(node, `the batch has no part "${id}"`, suggest(id, parts));
  return id;
}
