import type { Range, YamlMap, YamlNode } from '../input/yaml-node.ts';
import type { Edit } from './edit.ts';
import type { Finding } from './finding.ts';
import { columnOf } from './join-entries.ts';
import { scenariosIn } from './scenario-parts.ts';
import { entryOf, isFlow, lastEnd, type Source } from './source.ts';

/** Tokens of a binding "table.name", as written. Not those that are escaped. */
const binding = /(?<!\$)\$\(bind\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_@-]+)(?=[)|])/g;

/** Names of bindings by table. */
type Tables = ReadonlyMap<string, readonly string[]>;

/** Bindings of the table that a suite, a scenario or a fixture speaks of most, as short tokens, where that saves something. */
export function shortenTokens(source: Source, tables: Tables): readonly Finding[] {
  const { root } = source;
  if (root.kind !== 'map') return [];
  const scenarios = scenariosIn(root);
  const isSuite = entryOf(root, 'scenarios') !== undefined;
  // What stands short in a suite without a table is a binding without one; a table with such a name would take it over.
  const free = new Map([...tables].filter(([, names]) => !hasShort(source, root, names)));
  const whole = isSuite ? (tableOf(root) ?? best(countIn(source, root, free), 0)) : undefined;
  const findings: Finding[] = [];
  const own: Edit[] = [];
  for (const scenario of scenarios) {
    const counts = countIn(source, scenario, tables);
    // Tokens that are short already keep their table.
    const table =
      tableOf(scenario) ?? (hasShort(source, scenario, tables.get(whole ?? '') ?? []) ? whole : better(counts, whole));
    findings.push(...plainTokens(source, scenario, tables, table));
    if (table === undefined) continue;
    const edits = tokensIn(source, scenario, tables).flatMap((token) =>
      token.table === table ? [shortened(token)] : [],
    );
    if (table === whole && tableOf(scenario) === undefined) {
      own.push(...edits);
    } else if (edits.length > 0) {
      findings.push(finding(source, scenario, table, edits));
    }
  }
  if (whole !== undefined && own.length > 0) findings.push(finding(source, root, whole, own));
  return findings;
}

function finding(source: Source, map: YamlMap, table: string, edits: readonly Edit[]): Finding {
  const said = tableOf(map) === undefined ? insertTable(source, map, table) : [];
  const at = entryOf(map, 'title')?.keyRange ?? map;
  return { edits: [...said, ...edits], at, short: `table: ${table}, and its tokens without "bind.${table}."` };
}

/** Bindings without a table, as far as the one that is spoken of has none of that name. */
function plainTokens(source: Source, scenario: YamlMap, tables: Tables, table: string | undefined): readonly Finding[] {
  const taken = table === undefined ? [] : (tables.get(table) ?? []);
  return tokensIn(source, scenario, tables, plain).flatMap((token): readonly Finding[] => {
    if (taken.includes(token.name)) return [];
    return [{ edits: [shortened(token)], at: token, short: `$(${token.name})` }];
  });
}

interface Found extends Range {
  readonly table: string;
  readonly name: string;
}

function hasShort({ text }: Source, { start, end }: Range, names: readonly string[]): boolean {
  const tokens = text.slice(start, end).matchAll(/(?<!\$)\$\(([A-Za-z0-9_@-]+)[)|]/g);
  return [...tokens].some(([, name = '']) => names.includes(name));
}

function shortened({ start, end, name }: Found): Edit {
  return { start, end, text: `$(${name}` };
}

function tableOf(map: YamlMap): string | undefined {
  const value = entryOf(map, 'table')?.value;
  return value?.kind === 'scalar' ? String(value.value) : undefined;
}

/** Tokens of a binding without a table. */
const plain = /(?<!\$)\$\(bind(\.)([A-Za-z0-9_@-]+)(?=[)|])/g;

/** What a table costs to be said, and what each short token saves. */
const cost = (table: string): number => `    table: ${table}\n`.length;
const saving = (table: string): number => `bind.${table}.`.length;

function best(counts: ReadonlyMap<string, number>, least: number): string | undefined {
  let found: string | undefined;
  let most = least;
  for (const [table, count] of counts) {
    const saved = count * saving(table) - cost(table);
    if (saved > most) [found, most] = [table, saved];
  }
  return found;
}

/** The table of a scenario: the suite's, unless another one saves more. */
function better(counts: ReadonlyMap<string, number>, whole: string | undefined): string | undefined {
  const saved = whole === undefined ? 0 : (counts.get(whole) ?? 0) * saving(whole);
  return best(counts, saved) ?? whole;
}

function countIn(source: Source, node: YamlNode, tables: Tables): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { table } of tokensIn(source, node, tables)) counts.set(table, (counts.get(table) ?? 0) + 1);
  return counts;
}

/** All binding tokens in the texts and keys of a node; titles and reasons are no templates. */
function tokensIn(source: Source, node: YamlNode, tables: Tables, pattern: RegExp = binding): readonly Found[] {
  const found: Found[] = [];
  const look = ({ start, end }: Range): void => {
    const written = source.text.slice(start, end);
    if (!written.includes('$(bind.')) return;
    for (const match of written.matchAll(pattern)) {
      const [whole, first = '', name = ''] = match;
      const table = first === '.' ? '' : first;
      if (tables.get(table)?.includes(name) !== true) continue;
      found.push({ table, name, start: start + match.index, end: start + match.index + whole.length });
    }
  };
  const visit = (inner: YamlNode): void => {
    if (inner.kind === 'scalar') look(inner);
    else if (inner.kind === 'list') for (const item of inner.items) visit(item);
    else
      for (const { key, keyRange, value } of inner.entries) {
        look(keyRange);
        if (key !== 'title' && key !== 'because') visit(value);
      }
  };
  visit(node);
  return found;
}

/** `table: name` below the title. */
function insertTable(source: Source, map: YamlMap, table: string): readonly Edit[] {
  const title = entryOf(map, 'title');
  if (!title) return [];
  const end = lastEnd(source, title.value);
  if (isFlow(source, map)) return [{ start: end, end, text: `, table: ${table}` }];
  const stop = source.text.indexOf('\n', end);
  const at = stop < 0 ? source.text.length : stop;
  return [{ start: at, end: at, text: `\n${' '.repeat(columnOf(source, title.keyRange.start))}table: ${table}` }];
}
