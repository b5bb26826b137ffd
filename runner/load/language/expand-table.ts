import { parseTemplate, type TemplatePart } from '../../../core/template.ts';
import { suggest } from '../input/suggest.ts';
import type { Range, YamlNode } from '../input/yaml-node.ts';
import type { LanguageContext } from './context.ts';
import { readKnown } from './read-known.ts';

/** The table whose bindings a short token names: `table: book` makes $(title) of $(bind.book.title). */
export interface Table {
  readonly name: string;
  readonly bindings: readonly string[];
  /** Where it is named. */
  readonly range: Range;
  /** Set when a short token reads it. */
  used: boolean;
}

/** The key `table` of a suite, a scenario or a fixture. */
export function readTable({ file, names }: LanguageContext, node: YamlNode): Table | undefined {
  const entry = node.kind === 'map' ? node.entries.find(({ key }) => key === 'table') : undefined;
  if (!entry || entry.empty) return undefined;
  const name = readKnown(
    file,
    entry.value,
    'table',
    [...names.tables.keys()].filter((known) => known !== ''),
  );
  const bindings = names.tables.get(name);
  return { name, bindings: bindings ?? [], range: entry.keyRange, used: bindings === undefined };
}

/** Faults a table that no short token reads. */
export function reportUnusedTable({ file }: LanguageContext, table: Table | undefined): void {
  if (table && !table.used) file.fault(table.range, `the table "${table.name}" is not used`);
}

/** The same YAML with short tokens written out: names of bindings of the table, else of bindings that have no table. */
export function expandTable(context: LanguageContext, node: YamlNode, table: Table | undefined): YamlNode {
  const visit = (inner: YamlNode): YamlNode => {
    if (inner.kind === 'list') return { ...inner, items: inner.items.map(visit) };
    if (inner.kind === 'map') {
      return {
        ...inner,
        entries: inner.entries.map((entry) => ({
          ...entry,
          key: writtenOut(context, entry.keyRange, entry.key, table),
          value: visit(entry.value),
        })),
      };
    }
    return typeof inner.value === 'string'
      ? { ...inner, value: writtenOut(context, inner, inner.value, table) }
      : inner;
  };
  return visit(node);
}

function writtenOut({ file, names }: LanguageContext, range: Range, text: string, table: Table | undefined): string {
  if (!text.includes('$(')) return text;
  const plain = names.tables.get('') ?? [];
  let out = '';
  let done = 0;
  for (const part of partsOf(text)) {
    if (part.kind === 'text' || part.path.length > 0 || part.root === 'form') continue;
    const own = table?.bindings.includes(part.root) === true;
    if (table && (own || table.bindings.length === 0)) table.used = true;
    const known = own || plain.includes(part.root);
    if (!known && table?.bindings.length !== 0) {
      const at = file.text.slice(range.start, range.end).indexOf(part.text);
      const place = at < 0 ? range : { start: range.start + at, end: range.start + at + part.text.length };
      const where = table ? `neither the table "${table.name}" nor the protocol has a binding` : 'there is no binding';
      file.fault(
        place,
        `unknown token ${part.text}: ${where} "${part.root}"`,
        suggest(part.root, [...(table?.bindings ?? []), ...plain]),
      );
    }
    // After a fault any known token will do, so that it is not told a second time.
    const name = own ? `bind.${table?.name}.${part.root}` : known ? `bind.${part.root}` : 'target.url';
    out += text.slice(done, part.offset) + part.text.replace(part.root, name);
    done = part.offset + part.text.length;
  }
  return out + text.slice(done);
}

/** Malformed tokens are told where texts are read. */
function partsOf(text: string): readonly TemplatePart[] {
  try {
    return parseTemplate(text);
  } catch {
    return [];
  }
}
