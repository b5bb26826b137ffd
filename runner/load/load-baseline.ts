import { InputError } from '../../core/errors.ts';
import type { Diagnostic } from '../../core/source-location.ts';
import type { Baseline, BaselineEntry } from '../options.ts';
import { parseInput } from './input/input-file.ts';
import { type MapReader, member, readMap } from './input/read-map.ts';
import { readList, readText } from './input/read-scalar.ts';
import { readBytes } from './input/read-text.ts';
import type { TextFile } from './input/text-file.ts';
import type { YamlNode } from './input/yaml-node.ts';
import { sortDiagnostics } from './sort-diagnostics.ts';

const keys = ['rule', 'scenario', 'reason', 'issue', 'expires'];

/** Reads a file of known failures. @throws {InputError} with all that is wrong in it. */
export async function loadBaseline(file: string): Promise<Baseline> {
  const diagnostics: Diagnostic[] = [];
  const name = file.replaceAll('\\', '/');
  const parsed = await parseInput({ name, path: name, content: readBytes(file, name) }, diagnostics);
  const entries = parsed ? readEntries(parsed.file, parsed.root) : [];
  if (diagnostics.length > 0) throw new InputError(sortDiagnostics(diagnostics));
  return { file: name, entries };
}

/** The entries of a baseline; no two for the same thing. */
export function readEntries(file: TextFile, node: YamlNode): readonly BaselineEntry[] {
  const map = readMap(file, node, 'the baseline', ['known-failures']);
  const lines = new Map<string, number>();
  const read = (item: YamlNode): BaselineEntry => {
    const entry = readEntry(file, item);
    const key = `${entry.rule} ${entry.scenario ?? ''}`;
    const first = lines.get(key);
    if (first !== undefined)
      file.fault({ start: item.start, end: item.start + 1 }, `this entry is doubled; the first is on line ${first}`);
    lines.set(key, first ?? entry.line);
    return entry;
  };
  return map.required('known-failures', (list) => readList(file, list, 'known-failures', read), []);
}

function readEntry(file: TextFile, node: YamlNode): BaselineEntry {
  const map = readMap(file, node, 'an entry', keys);
  return {
    rule: map.required('rule', (value) => readText(file, value, 'rule'), ''),
    ...text(file, map, 'scenario'),
    reason: map.required('reason', (value) => readText(file, value, 'reason'), ''),
    ...text(file, map, 'issue'),
    ...member(
      'expires',
      map.optional('expires', (value) => readDate(file, value)),
    ),
    line: file.position(map.range.start)[0],
  };
}

function text<K extends string>(file: TextFile, map: MapReader, key: K): { readonly [P in K]?: string } {
  return member(
    key,
    map.optional(key, (value) => readText(file, value, key)),
  );
}

function readDate(file: TextFile, node: YamlNode): string {
  const date = readText(file, node, 'expires');
  const time = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  // Date.parse takes 30 February for 1 March.
  const isDate = !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
  if (date !== '' && !isDate) file.fault(node, `"${date}" is not a date`, 'write it as 2026-12-31');
  return date;
}
