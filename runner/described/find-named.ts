import type { Subject } from '../load/described/described.ts';
import type { BindingValues } from './binding-values.ts';
import type { Table } from './table.ts';

/** "$(bind.api)/{path}" for a table: what a binding that names it would be. */
export function nameFor(text: string, { names }: Table): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => names[name] ?? '');
}

/** Does this binding name this table? */
export function isNamedBy(binding: string, text: string, table: Table, values: BindingValues): boolean {
  const own = values.written(binding);
  return own !== undefined && values.fill(own) === values.fill(nameFor(text, table));
}

/** The table that all names of a subject name. */
export function findNamed(
  { names, kind = '' }: Subject,
  tables: readonly Table[],
  values: BindingValues,
): Table | undefined {
  return tables.find(
    (table) =>
      table.kind === kind && Object.entries(names).every(([binding, text]) => isNamedBy(binding, text, table, values)),
  );
}
