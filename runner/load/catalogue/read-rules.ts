import type { Citation, Evidence, Level, Rule } from '../../../core/rule.ts';
import { locate } from '../../../core/suite.ts';
import { type MapReader, member, readMap } from '../input/read-map.ts';
import { readList, readText, readWord } from '../input/read-scalar.ts';
import type { TextFile } from '../input/text-file.ts';
import type { YamlNode } from '../input/yaml-node.ts';
import { readKnown } from '../language/read-known.ts';
import { type ProtocolHead, readProtocolId } from './read-protocol.ts';

const levels: readonly Level[] = ['MUST', 'MUST NOT', 'SHOULD', 'SHOULD NOT', 'MAY'];
const evidences: readonly Evidence[] = ['document', 'test', 'recording', 'deduction', 'inference'];
const keys = [
  'id',
  'level',
  'statement',
  'party',
  'law',
  'feature',
  'editions',
  'evidence',
  'sources',
  'untestable',
  'since',
  'retired',
  'formerly',
];
const idPattern = /^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+$/;
const month = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/** What rules may name, and may not be named. */
export interface RuleNames {
  readonly head: ProtocolHead;
  readonly features: ReadonlySet<string>;
  /** Rules that are there already. */
  readonly others?: readonly Pick<Rule, 'id' | 'location'>[];
  /** First words of ids that belong to the protocol itself. */
  readonly reserved?: ReadonlySet<string>;
}

/** Reads rules.yaml. */
export function readRules(file: TextFile, node: YamlNode, names: RuleNames): readonly Rule[] {
  return readCatalogue(file, readMap(file, node, 'the catalogue', ['protocol', 'catalogue', 'rules']), names);
}

/** Reads what a catalogue and rules of a user's own have in common. */
export function readCatalogue(file: TextFile, map: MapReader, names: RuleNames): readonly Rule[] {
  readProtocolId(file, map, names.head.id);
  const catalogue = map.required('catalogue', (value) => readMonth(file, value, 'catalogue'), '');
  const lines = new Map<string, number>();
  return map.required(
    'rules',
    (value) => readList(file, value, 'rules', (item) => readRule(file, item, names, catalogue, lines)),
    [],
  );
}

function readRule(
  file: TextFile,
  node: YamlNode,
  names: RuleNames,
  catalogue: string,
  lines: Map<string, number>,
): Rule {
  const { head, features } = names;
  const map = readMap(file, node, 'a rule', keys);
  const at = file.position(map.range.start);
  const editions = head.editions.map(({ id }) => id);
  return {
    id: map.required('id', (value) => readRuleId(file, value, names, lines), ''),
    protocol: head.id,
    level: map.required('level', (value) => readWord(file, value, 'level', levels), 'MUST'),
    statement: map.required('statement', (value) => readText(file, value, 'statement'), ''),
    party: map.optional('party', (value) => readWord(file, value, 'party', ['server', 'client'])) ?? 'server',
    ...text(file, map, 'law'),
    ...member(
      'feature',
      map.optional('feature', (value) => readKnown(file, value, 'feature', features)),
    ),
    ...member(
      'editions',
      map.optional('editions', (value) =>
        readList(file, value, 'editions', (item) => readKnown(file, item, 'edition', editions), 1),
      ),
    ),
    evidence: map.required('evidence', (value) => readWord(file, value, 'evidence', evidences), 'document'),
    citations: map.required('sources', (value) => readCitations(file, value, head), []),
    ...text(file, map, 'untestable'),
    since: map.optional('since', (value) => readMonth(file, value, 'since')) ?? catalogue,
    ...text(file, map, 'retired'),
    ...member(
      'formerly',
      map.optional('formerly', (value) => readList(file, value, 'formerly', (item) => readFormerId(file, item), 1)),
    ),
    location: locate(file.name, at),
  };
}

function text<K extends string>(file: TextFile, map: MapReader, key: K): { readonly [P in K]?: string } {
  return member(
    key,
    map.optional(key, (value) => readText(file, value, key)),
  );
}

function readRuleId(
  file: TextFile,
  node: YamlNode,
  { head, others = [], reserved }: RuleNames,
  lines: Map<string, number>,
): string {
  const id = readText(file, node, 'the id');
  const first = lines.get(id);
  const other = others.find((rule) => rule.id === id)?.location;
  if (first !== undefined) file.fault(node, `the rule "${id}" is doubled; the first is on line ${first}`);
  else if (id !== '') lines.set(id, file.position(node.start)[0]);
  if (id !== '' && !idPattern.test(id))
    file.fault(node, `"${id}" is not a rule id`, 'upper-case letters, digits and "-": DAB-IFM-001');
  else if (other) file.fault(node, `the rule "${id}" is doubled; the other one is in ${other.file}:${other.line}`);
  else if (reserved?.has(prefixOf(id)))
    file.fault(
      node,
      `"${id}" looks like a rule of ${head.title}`,
      `rules of your own begin otherwise than ${[...reserved].map((prefix) => `${prefix}-`).join(' and ')}`,
    );
  return id;
}

/** What stands before the first "-" of an id. */
export function prefixOf(id: string): string {
  return id.slice(0, Math.max(0, id.indexOf('-')));
}

/** An id that a rule had, or that a rule had of which it was a part: that one may live on. */
function readFormerId(file: TextFile, node: YamlNode): string {
  const id = readText(file, node, 'a former id');
  if (id !== '' && !idPattern.test(id)) file.fault(node, `"${id}" is not a rule id`, 'such as DAB-IFM-001');
  return id;
}

/** A month such as "2026-11". */
function readMonth(file: TextFile, node: YamlNode, what: string): string {
  const value = readText(file, node, what);
  if (value !== '' && !month.test(value)) file.fault(node, `${what} must be a month such as "2026-11"`);
  return value;
}

function readCitations(file: TextFile, node: YamlNode, head: ProtocolHead): readonly Citation[] {
  const sources = head.sources.map(({ id }) => id);
  return readList(
    file,
    node,
    'sources',
    (item): Citation => {
      const map = readMap(file, item, 'a citation', ['source', 'where']);
      return {
        source: map.required('source', (value) => readKnown(file, value, 'source', sources), ''),
        ...text(file, map, 'where'),
      };
    },
    1,
  );
}
