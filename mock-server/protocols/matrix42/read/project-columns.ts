import type { Json } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import type { World } from '../../../kernel/world.ts';
import type { Definition } from '../model/definitions.ts';
import type { FragmentRow } from '../model/fragment-row.ts';
import type { Column } from '../request/asql/expression.ts';
import { columnValue, type ResolvedPath, resolvePath, valuesAt } from './asql-path.ts';
import { languageOf, localise } from './language.ts';
import { renderFragment, renderId, renderValue } from './render-fragment.ts';

/** A column of a list, with the name that it has there. */
export interface NamedColumn {
  readonly name: string;
  readonly path: ResolvedPath;
}

const id: Column = { path: { steps: [], attribute: 'ID', at: 0 } };

/** The columns that are asked for, or the id alone; or the text of the refusal. */
export function nameColumns(
  definition: Definition,
  columns: readonly Column[],
  edition: string,
): readonly NamedColumn[] | string {
  const named: NamedColumn[] = [];
  for (const { path, alias } of columns.length === 0 ? [id] : columns) {
    const resolved = resolvePath(definition, path, edition);
    if (typeof resolved === 'string') return resolved;
    if (alias === undefined && path.steps.length > 0)
      return `${path.attribute} is not of ${definition.name}: it needs an alias.`;
    const name = alias ?? resolved.attribute;
    if (named.some((other) => other.name.toLowerCase() === name.toLowerCase())) return `There are two columns ${name}.`;
    named.push({ name, path: resolved });
  }
  return named;
}

/** What a list shows of a fragment: its columns, of several values of one the first. */
export function showRow(
  { store, world, request }: Call,
  definition: Definition,
  row: FragmentRow,
  columns: readonly NamedColumn[],
): readonly (readonly [string, Json])[] {
  const language = languageOf(request);
  const own = renderFragment(definition, row, world, language);
  return columns.map(({ name, path }) => {
    const { steps, attribute } = path;
    if (steps.length === 0 && !attribute.startsWith('Expression-')) return [name, own[attribute] ?? null];
    const [first = null] = steps.length === 0 ? [columnValue(row, attribute, definition)] : valuesAt(store, row, path);
    return [name, shown(localise(path.definition, path.attribute, first, language), path, world)];
  });
}

function shown(value: Json, { type }: ResolvedPath, world: World): Json {
  if (type === 'guid') return typeof value === 'string' ? renderId(value, world) : value;
  return type === 'rowversion' ? value : renderValue(value, type, world);
}
