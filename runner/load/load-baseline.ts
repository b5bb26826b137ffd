import { InputError } from '../../core/errors.ts';
import type { Diagnostic } from '../../core/source-location.ts';
import type { Baseline, BaselineEntry } from '../options.ts';
import { type ParsedFile, parseInput } from './input/input-file.ts';
import { member } from './input/read-map.ts';
import { readBytes } from './input/read-text.ts';
import type { TextFile } from './input/text-file.ts';
import type { YamlNode } from './input/yaml-node.ts';
import { plainValue } from './language/read-template.ts';
import { checkShape } from './shape/check-shape.ts';
import { itemsOf, memberOf, membersOf, textOf } from './shape/sound-nodes.ts';
import { sortDiagnostics } from './sort-diagnostics.ts';

/** Reads a file of known failures. @throws {InputError} with all that is wrong in it. */
export async function loadBaseline(file: string): Promise<Baseline> {
  const diagnostics: Diagnostic[] = [];
  const name = file.replaceAll('\\', '/');
  const parsed = await parseInput({ name, path: name, content: readBytes(file, name) }, diagnostics);
  const entries = parsed ? await readEntries(parsed) : [];
  if (diagnostics.length > 0) throw new InputError(sortDiagnostics(diagnostics));
  return { file: name, entries };
}

/** The entries of a baseline; no two for the same thing. Its shape is that of spec/schema/baseline.schema.json. */
export async function readEntries(parsed: ParsedFile): Promise<readonly BaselineEntry[]> {
  await checkShape('baseline', parsed);
  const { file } = parsed;
  const lines = new Map<string, number>();
  return itemsOf(memberOf(parsed.root, 'known-failures')).map((item) => {
    const entry = readEntry(file, item);
    const key = `${entry.rule} ${entry.scenario ?? ''}`;
    const first = lines.get(key);
    if (first !== undefined)
      file.fault({ start: item.start, end: item.start + 1 }, `this entry is doubled; the first is on line ${first}`);
    lines.set(key, first ?? entry.line);
    return entry;
  });
}

function readEntry(file: TextFile, node: YamlNode): BaselineEntry {
  const text = (key: string): string | undefined => textOf(memberOf(node, key));
  const expires = memberOf(node, 'expires');
  const flaky = memberOf(node, 'flaky');
  const isFlaky = flaky !== undefined && plainValue(flaky) === true;
  if (flaky && isFlaky && text('scenario') === undefined)
    file.fault(flaky, 'a rule is not flaky as a whole', 'name the scenario that fails now and then');
  if (expires !== undefined) checkDate(file, expires);
  return {
    rule: text('rule') ?? '',
    ...member('scenario', text('scenario')),
    ...(isFlaky ? { flaky: true } : {}),
    reason: text('reason') ?? '',
    ...member('hides', hidesOf(memberOf(node, 'hides'))),
    ...member('issue', text('issue')),
    ...member('expires', textOf(expires)),
    line: file.position(membersOf(node)[0]?.keyRange.start ?? node.start)[0],
  };
}

function hidesOf(node: YamlNode | undefined): readonly string[] | undefined {
  return node && itemsOf(node).flatMap((item) => textOf(item) ?? []);
}

/** Tells a date that there is not. */
export function checkDate(file: TextFile, node: YamlNode): void {
  const date = textOf(node) ?? '';
  // What does not look like a date has been told. Date.parse takes 30 February for 1 March.
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return;
  const time = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(date))
    file.fault(node, `"${date}" is not a date`, 'write it as 2026-12-31');
}
