import { type Cell, standsUnder, type WriteForm, type Writes } from '../../../core/protocol-spec.ts';
import { describe, type MapReader, member, readMap } from '../input/read-map.ts';
import { readText } from '../input/read-scalar.ts';
import { suggest } from '../input/suggest.ts';
import type { TextFile } from '../input/text-file.ts';
import type { Range, YamlNode } from '../input/yaml-node.ts';
import { type LanguageContext, withScope } from '../language/context.ts';
import { formKeys } from '../language/form-keys.ts';
import { readCall } from '../language/read-call.ts';
import { readNeeds } from '../language/read-entry.ts';
import { readKnown } from '../language/read-known.ts';
import { readRequest } from '../language/read-request.ts';
import { extend } from '../language/scope.ts';
import { type Laws, readOwnLaws } from './read-laws.ts';
import { readById, readProtocolId } from './read-protocol.ts';

/**
 * Reads writes.yaml: the forms of write of a protocol, and which rule each law is for each form.
 * @param shared the traits and laws of all protocols.
 */
export function readWrites(context: LanguageContext, node: YamlNode, shared: Laws): Writes {
  const { file, names } = context;
  const map = readMap(file, node, 'the file of writes', ['protocol', 'traits', 'laws', 'forms']);
  readProtocolId(file, map, names.spec.id);
  const { traits, laws } = readOwnLaws(file, map, shared);
  // What the forms write on is a fixture of the suites, which are read later.
  const inside = withScope(context, extend(context.scope, ['subject', () => undefined]));
  const known: Known = { traits: Object.keys(traits), laws };
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

interface Known {
  readonly traits: readonly string[];
  readonly laws: Writes['laws'];
}

function readForm(context: LanguageContext, id: string, node: YamlNode, known: Known): WriteForm {
  const { file } = context;
  const map = readMap(file, node, 'a form of write', formKeys);
  const request = readRequest(context, map, 'a form of write');
  readNeeds(context, map.node('needs'));
  const form: WriteForm = {
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
  checkCells(file, map, form, known.laws);
  return form;
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

/** What became of each law for a form. */
function readCells({ file, names }: LanguageContext, node: YamlNode, laws: Writes['laws']): WriteForm['laws'] {
  if (node.kind !== 'map') file.fault(node, `laws must be a map, not ${describe(node)}`);
  return Object.fromEntries(
    (node.kind === 'map' ? node.entries : []).map(({ key, keyRange, value }): [string, Cell] => {
      if (!Object.hasOwn(laws, key)) file.fault(keyRange, `unknown law "${key}"`, suggest(key, Object.keys(laws)));
      if (value.kind !== 'map') return [key, readKnown(file, value, 'rule', names.rules.keys())];
      const map = readMap(file, value, 'a cell without a rule', ['undocumented', 'none']);
      const none = map.optional('none', (why) => readText(file, why, 'none'));
      if (none === undefined)
        return [key, { undocumented: map.required('undocumented', (why) => readText(file, why, 'undocumented'), '') }];
      if (map.has('undocumented'))
        file.fault(map.at('undocumented'), 'a law that cannot be tried is not undocumented besides');
      return [key, { none }];
    }),
  );
}

/** Every law that a form stands under has a cell, no other has, and one that must be documented is. */
function checkCells(file: TextFile, map: MapReader, form: WriteForm, laws: Writes['laws']): void {
  const cells = map.node('laws');
  const at = (law: string): Range =>
    (cells?.kind === 'map' ? cells.entries.find(({ key }) => key === law)?.keyRange : undefined) ?? map.at('laws');
  for (const [id, law] of Object.entries(laws)) {
    const { says, of, documented } = law;
    const cell = form.laws[id];
    const stands = standsUnder(form, [id, law]);
    if (stands && cell === undefined)
      file.fault(
        at(id),
        `the form "${form.id}" has no cell for the law "${id}": ${says}`,
        'a rule id, { undocumented: the sources searched } or { none: why it cannot be tried }',
      );
    if (!stands && cell !== undefined)
      file.fault(
        at(id),
        `the law "${id}" is about forms that are ${of}; "${form.id}" is not`,
        `write has: { ${of}: true }, or leave the cell out`,
      );
    if (documented && cell !== undefined && typeof cell !== 'string' && 'undocumented' in cell)
      file.fault(at(id), `the law "${id}" must be documented: its cell needs a rule`);
  }
}
