import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../../core/errors.ts';
import type { Json } from '../../../core/json.ts';
import type { ProtocolSpec } from '../../../core/protocol-spec.ts';
import type { Diagnostic } from '../../../core/source-location.ts';
import { isProtocolPath } from '../find-files.ts';
import { type ParsedFile, parseInput } from '../input/input-file.ts';
import { member } from '../input/read-map.ts';
import { readBytes } from '../input/read-text.ts';
import { suggest } from '../input/suggest.ts';
import type { TextFile } from '../input/text-file.ts';
import type { YamlNode } from '../input/yaml-node.ts';
import { plainValue } from '../language/read-template.ts';
import { packageRoot } from '../package-root.ts';
import { checkShape } from '../shape/check-shape.ts';
import { itemsOf, memberOf, membersOf, textOf } from '../shape/sound-nodes.ts';
import { sortDiagnostics } from '../sort-diagnostics.ts';
import type {
  ColumnLayout,
  Described,
  Description,
  RowSample,
  Subject,
  TableLayout,
  WantedColumn,
} from './described.ts';

/**
 * Reads what targets of a protocol tell of themselves; undefined: nobody wrote that down.
 * @param protocol its id, or the folder of one of the user's own.
 * @throws {InputError} with all that is wrong in the file.
 */
export async function loadDescribed(
  protocol: string,
  spec: Pick<ProtocolSpec, 'bindings'>,
  root: string = packageRoot(),
): Promise<Described | undefined> {
  const diagnostics: Diagnostic[] = [];
  const described = await parseDescribed(protocol, spec, root, diagnostics);
  if (diagnostics.length > 0) throw new InputError(sortDiagnostics(diagnostics));
  return described;
}

/** The same; faults go to `diagnostics`. */
export async function parseDescribed(
  protocol: string,
  spec: Pick<ProtocolSpec, 'bindings'>,
  root: string,
  diagnostics: Diagnostic[],
): Promise<Described | undefined> {
  const isOwn = isProtocolPath(protocol);
  const path = isOwn ? 'spec/described.yaml' : `spec/${protocol}/described.yaml`;
  const file = join(isOwn ? protocol : root, path);
  if (!existsSync(file)) return undefined;
  const parsed = await parseInput({ name: path, path, content: readBytes(file, path) }, diagnostics);
  return parsed && readDescribed(parsed, Object.keys(spec.bindings));
}

async function readDescribed(parsed: ParsedFile, bindings: readonly string[]): Promise<Described> {
  await checkShape('described', parsed);
  const { file, root } = parsed;
  const known = (node: YamlNode | undefined, name: string): void => {
    if (!bindings.includes(name)) file.fault(node ?? root, `unknown binding "${name}"`, suggest(name, bindings));
  };
  const names = <T>(node: YamlNode | undefined, read: (value: YamlNode) => T): Readonly<Record<string, T>> =>
    Object.fromEntries(
      membersOf(node).map(({ key, value }) => {
        known(value, key);
        return [key, read(value)];
      }),
    );
  const at = memberOf(root, 'root');
  const binding = textOf(memberOf(at, 'binding')) ?? '';
  if (at) known(at, binding);
  return {
    ...member('root', at && { binding, tries: texts(memberOf(at, 'tries')) }),
    descriptions: itemsOf(memberOf(root, 'descriptions')).map(readDescription),
    subjects: Object.fromEntries(
      membersOf(memberOf(root, 'subjects')).map(({ key, value }): [string, Subject] => [
        key,
        {
          ...member('kind', textOf(memberOf(value, 'kind'))),
          names: names(memberOf(value, 'names'), (text) => textOf(text) ?? ''),
          columns: names(memberOf(value, 'columns'), (wanted) => readWanted(wanted)),
          keys: itemsOf(memberOf(value, 'keys')).map((key) => checked(file, texts(key), key, bindings)),
        },
      ]),
    ),
    rows: itemsOf(memberOf(root, 'rows')).map(
      (node): RowSample => ({
        get: textOf(memberOf(node, 'get')) ?? '',
        in: textOf(memberOf(node, 'in')) ?? '',
        gives: names(memberOf(node, 'gives'), (text) => textOf(text) ?? ''),
        find: names(memberOf(node, 'find'), (text) => textOf(text) ?? ''),
      }),
    ),
    byHand: checked(file, texts(memberOf(root, 'by-hand')), memberOf(root, 'by-hand'), bindings),
  };
}

function checked(
  file: TextFile,
  names: readonly string[],
  node: YamlNode | undefined,
  known: readonly string[],
): readonly string[] {
  for (const name of names)
    if (node && !known.includes(name)) file.fault(node, `unknown binding "${name}"`, suggest(name, known));
  return names;
}

function readDescription(node: YamlNode): Description {
  const edition = memberOf(node, 'edition');
  const tables = memberOf(node, 'tables');
  return {
    get: texts(memberOf(node, 'get')),
    format: formatOf(textOf(memberOf(node, 'format'))),
    ...member('title', textOf(memberOf(node, 'title'))),
    ...member('kind', textOf(memberOf(node, 'kind'))),
    ...member(
      'edition',
      edition && { at: textOf(memberOf(edition, 'at')) ?? '', begins: record(memberOf(edition, 'begins')) },
    ),
    ...member('tables', tables && readLayout(tables)),
  };
}

function formatOf(text: string | undefined): Description['format'] {
  return text === 'openapi' || text === 'csdl' ? text : 'json';
}

function readLayout(node: YamlNode): TableLayout {
  const keys = memberOf(node, 'keys');
  return {
    in: textOf(memberOf(node, 'in')) ?? '',
    names: record(memberOf(node, 'names')),
    ...member('each', textOf(memberOf(node, 'each'))),
    columns: itemsOf(memberOf(node, 'columns')).map(
      (column): ColumnLayout => ({
        in: textOf(memberOf(column, 'in')) ?? '',
        name: textOf(memberOf(column, 'name')) ?? '',
        type: textOf(memberOf(column, 'type')) ?? '',
        types: record(memberOf(column, 'types')),
        ...member('to', textOf(memberOf(column, 'to'))),
        when: Object.fromEntries(
          membersOf(memberOf(column, 'when')).map(({ key, value }) => [key, plainValue(value) as Json]),
        ),
      }),
    ),
    ...member(
      'keys',
      keys && { in: textOf(memberOf(keys, 'in')) ?? '', columns: textOf(memberOf(keys, 'columns')) ?? '' },
    ),
  };
}

function readWanted(node: YamlNode): WantedColumn {
  const text = (name: string): string | undefined => textOf(memberOf(node, name));
  const key = text('key');
  return {
    ...member('type', text('type') ?? textOf(node)),
    ...(key === 'given' || key === 'made' ? { key } : {}),
    ...member('to', text('to')),
  };
}

function record(node: YamlNode | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(membersOf(node).map(({ key, value }) => [key, textOf(value) ?? String(plainValue(value))]));
}

function texts(node: YamlNode | undefined): readonly string[] {
  return itemsOf(node).flatMap((item) => textOf(item) ?? []);
}
