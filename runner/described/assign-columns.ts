import type { Subject, WantedColumn } from '../load/described/described.ts';
import type { BindingValues } from './binding-values.ts';
import { alike, resemblance } from './resemblance.ts';
import type { Column } from './table.ts';
import { whyUnfit } from './verify-bindings.ts';

/** The column that a binding should name; undefined: there is none of its kind left. */
export interface Assigned {
  readonly binding: string;
  readonly column: string | undefined;
  /** Its name says so, or it is the only one that it can be. */
  readonly sure: boolean;
  readonly likeness: number;
  readonly because: string;
  /** What was looked for, in words. */
  readonly wanted: string;
  /** What is there instead, in words. */
  readonly rest: string;
}

/**
 * Gives each binding of a subject the column that resembles what it is called, each column to what is called one name.
 * @param own what bindings are called. @param now what those are called that others lead to.
 */
export function assignColumns(
  subject: Subject,
  columns: readonly Column[],
  own: BindingValues,
  now: BindingValues,
): readonly Assigned[] {
  const groups = new Map<string, (readonly [string, WantedColumn])[]>();
  for (const [binding, wanted] of Object.entries(subject.columns)) {
    // Bindings of one value are about one column.
    const name = own.written(binding) ?? binding;
    groups.set(name, [...(groups.get(name) ?? []), [binding, wanted]]);
  }
  const pairs = [...groups].flatMap(([name, members]) =>
    columns
      .filter((column) => members.every(([, wanted]) => whyUnfit(wanted, column, now) === undefined))
      .map((column) => ({ name, column, likeness: resemblance(name, column.name) })),
  );
  const taken = new Map<string, Taken>();
  const used = new Set<Column>();
  const left = (name: string): number => pairs.filter((pair) => pair.name === name && !used.has(pair.column)).length;
  for (const { name, column, likeness } of pairs.toSorted((a, b) => b.likeness - a.likeness)) {
    if (taken.has(name) || used.has(column)) continue;
    // Where what resembles nothing is all that there is, it is that.
    const last = likeness < alike && left(name) === 1;
    used.add(column);
    const isKey = groups.get(name)?.some(([, { key }]) => key !== undefined) && column.key === true;
    const only = isKey === true && columns.filter(({ key }) => key === true).length === 1;
    taken.set(name, { column, likeness, because: only ? 'the key' : last ? 'the only one left' : undefined });
  }
  return [...groups].flatMap(([name, members]) => {
    const found = taken.get(name);
    return members.map(([binding, wanted]): Assigned => {
      const what = inWords(wanted);
      const likeness = Math.max(found?.likeness ?? 0, found?.because === undefined ? 0 : alike);
      const named = found?.column.name === name ? `${what} that is called so` : `${what} that resembles ${name}`;
      return {
        binding,
        column: found?.column.name,
        sure: likeness >= alike,
        likeness,
        because: found?.because ?? named,
        wanted: what.replace(/^an? /, ''),
        rest:
          columns.length === 0 || columns.length > 12 ? '' : `; it has ${columns.map((one) => one.name).join(', ')}`,
      };
    });
  });
}

/** The column that was chosen, and why, where its name is not why. */
interface Taken {
  readonly column: Column;
  readonly likeness: number;
  readonly because: string | undefined;
}

function inWords({ type, key }: WantedColumn): string {
  const what = type === undefined ? (key === undefined ? 'column' : 'key column') : `${type} column`;
  return `${/^[aeiou]/.test(what) ? 'an' : 'a'} ${what}`;
}
