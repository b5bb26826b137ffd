import type { WriteForm, Writes } from '../../../core/protocol-spec.ts';
import { describe, type MapReader, member, readMap } from '../input/read-map.ts';
import { checkId, readText } from '../input/read-scalar.ts';
import { suggest } from '../input/suggest.ts';
import type { TextFile } from '../input/text-file.ts';
import type { YamlNode } from '../input/yaml-node.ts';
import { type LanguageContext, withScope } from '../language/context.ts';
import { formKeys, formWords } from '../language/form-keys.ts';
import { readCall } from '../language/read-call.ts';
import { readKnown } from '../language/read-known.ts';
import { readRequest } from '../language/read-request.ts';
import { extend } from '../language/scope.ts';
import { readById, readProtocolId } from './read-protocol.ts';

/** Reads writes.yaml: the forms of write of a protocol, and which rule each law is for each form. */
export function readWrites(context: LanguageContext, node: YamlNode): Writes {
  const { file, names } = context;
  const map = readMap(file, node, 'the file of writes', ['protocol', 'traits', 'laws', 'forms']);
  readProtocolId(file, map, names.spec.id);
  const traits = readTexts(file, map, 'traits');
  const laws = readTexts(file, map, 'laws');
  for (const key of Object.keys(traits))
    if (formWords.includes(key)) file.fault(map.at('traits'), `"${key}" is a word of the language, not a trait`);
  // What the forms write on is a fixture of the suites, which are read later.
  const inside = withScope(context, extend(context.scope, ['subject', () => undefined]));
  const known = { traits: Object.keys(traits), laws: Object.keys(laws) };
  return {
    traits,
    laws,
    forms: map.required(
      'forms',
      (value) => readById(file, value, 'forms', (id, item) => readForm(inside, id, item, known)),
      [],
    ),
  };
}

function readTexts(file: TextFile, map: MapReader, key: string): Readonly<Record<string, string>> {
  return (
    map.optional(key, (node) => {
      if (node.kind !== 'map') file.fault(node, `${key} must be a map, not ${describe(node)}`);
      return Object.fromEntries(
        (node.kind === 'map' ? node.entries : []).map(({ key: id, keyRange, value }) => {
          checkId(file, keyRange, id, key === 'laws' ? 'the law' : 'the trait');
          return [id, readText(file, value, id)];
        }),
      );
    }) ?? {}
  );
}

interface Known {
  readonly traits: readonly string[];
  readonly laws: readonly string[];
}

function readForm(context: LanguageContext, id: string, node: YamlNode, known: Known): WriteForm {
  const { file } = context;
  const map = readMap(file, node, 'a form of write', formKeys);
  const request = readRequest(context, map, 'a form of write');
  return {
    id,
    title: map.required('title', (value) => readText(file, value, 'title'), ''),
    method: request.method,
    fixture: map.required('fixture', (value) => readText(file, value, 'fixture'), ''),
    ...member(
      'read',
      map.optional('read', (value) => readText(file, value, 'read') && readRead(context, value)),
    ),
    has: map.optional('has', (value) => readHas(file, value, known.traits)) ?? {},
    laws: map.optional('laws', (value) => readCells(context, value, known.laws)) ?? {},
  };
}

function readRead(context: LanguageContext, node: YamlNode): string {
  const { method, target } = readCall(context, node, 'read');
  return `${method} ${target}`;
}

function readHas(file: TextFile, node: YamlNode, known: readonly string[]): WriteForm['has'] {
  if (node.kind !== 'map') file.fault(node, `has must be a map, not ${describe(node)}`);
  return Object.fromEntries(
    (node.kind === 'map' ? node.entries : []).map(({ key, keyRange, value }) => {
      if (!known.includes(key)) file.fault(keyRange, `unknown trait "${key}"`, suggest(key, known));
      const is = value.kind === 'scalar' ? value.value : undefined;
      if (typeof is === 'boolean' || typeof is === 'string') return [key, is];
      file.fault(value, `the trait "${key}" is true, false or a text, not ${describe(value)}`);
      return [key, false];
    }),
  );
}

/** Which rule a law is for a form, or why there is none. */
function readCells({ file, names }: LanguageContext, node: YamlNode, known: readonly string[]): WriteForm['laws'] {
  if (node.kind !== 'map') file.fault(node, `laws must be a map, not ${describe(node)}`);
  return Object.fromEntries(
    (node.kind === 'map' ? node.entries : []).map(({ key, keyRange, value }) => {
      if (!known.includes(key)) file.fault(keyRange, `unknown law "${key}"`, suggest(key, known));
      if (value.kind !== 'map') return [key, readKnown(file, value, 'rule', names.rules.keys())];
      const map = readMap(file, value, 'a cell without a rule', ['undocumented']);
      return [key, { undocumented: map.required('undocumented', (why) => readText(file, why, 'undocumented'), '') }];
    }),
  );
}
