import type { Described, Subject, WantedColumn } from '../load/described/described.ts';
import type { BindingValues } from './binding-values.ts';
import { findNamed, isNamedBy, nameFor } from './find-named.ts';
import { nearest } from './resemblance.ts';
import { type Column, fitsType, type Table } from './table.ts';

/** A binding that leads to something the target does not have, as far as it tells. */
export interface BindingFault {
  readonly binding: string;
  readonly value: string;
  /** "no table is called so". */
  readonly says: string;
  /** What there is that resembles it. */
  readonly resembles: readonly string[];
}

/** Compares what bindings name with what a target tells of itself. A kind of which nothing is told is not looked at. */
export function verifyBindings(
  { subjects }: Pick<Described, 'subjects'>,
  tables: readonly Table[],
  values: BindingValues,
): readonly BindingFault[] {
  return Object.values(subjects).flatMap((subject) => {
    const known = tables.filter(({ kind }) => kind === (subject.kind ?? ''));
    if (known.length === 0) return [];
    const table = findNamed(subject, known, values);
    return table === undefined ? misnamed(subject, known, values) : columnFaults(subject, table, values);
  });
}

function misnamed({ names }: Subject, known: readonly Table[], values: BindingValues): readonly BindingFault[] {
  const entries = Object.entries(names);
  const faults = entries.flatMap(([binding, text]): BindingFault[] => {
    if (known.some((table) => isNamedBy(binding, text, table, values))) return [];
    const value = values.fill(values.written(binding) ?? '') ?? '';
    const called = known.map((table) => values.fill(nameFor(text, table)) ?? '');
    return [{ binding, value, says: 'nothing is called so', resembles: nearest(value, called) }];
  });
  if (faults.length > 0) return faults;
  const [first] = entries;
  const value = first ? (values.fill(values.written(first[0]) ?? '') ?? '') : '';
  const others = entries.slice(1).map(([binding]) => binding);
  return first
    ? [
        {
          binding: first[0],
          value,
          says: `${others.join(' and ')} ${others.length === 1 ? 'names' : 'name'} something else`,
          resembles: [],
        },
      ]
    : [];
}

function columnFaults({ columns, keys, names }: Subject, table: Table, values: BindingValues): readonly BindingFault[] {
  const { columns: told } = table;
  const [first = ''] = Object.keys(names);
  const whose = values.fill(values.written(first) ?? '') ?? '';
  const faults =
    told === undefined
      ? []
      : Object.entries(columns).flatMap(([binding, wanted]): BindingFault[] => {
          const value = values.fill(values.written(binding) ?? '') ?? '';
          const called = told.filter(({ name }) => name === value);
          // A reference may be called as the column behind it.
          const column = called.find((one) => whyUnfit(wanted, one, values) === undefined) ?? called[0];
          if (column === undefined) {
            const fitting = told.filter((one) => fitsType(wanted.type, one.type)).map(({ name }) => name);
            return [
              { binding, value, says: `${whose} has none that is called so`, resembles: nearest(value, fitting) },
            ];
          }
          const why = whyUnfit(wanted, column, values);
          return why === undefined ? [] : [{ binding, value, says: `of ${whose} ${why}`, resembles: [] }];
        });
  return [...faults, ...keys.flatMap((key) => keyFault(key, table, whose, values))];
}

/** Why a column is not what a binding wants; undefined: it may be. */
export function whyUnfit({ type, key, to }: WantedColumn, column: Column, values: BindingValues): string | undefined {
  if (!fitsType(type, column.type)) return `is ${column.type}, where ${type} is wanted`;
  if (key !== undefined && column.key === false) return 'is no part of the key';
  if (key === 'given' && column.made) return 'is a key that the target makes itself, where clients are to give it';
  if (key === 'made' && column.made === false) return 'is a key that clients give, where the target is to make it';
  const target = to === undefined ? undefined : values.fill(values.written(to) ?? '');
  if (target !== undefined && column.to !== undefined && column.to !== target)
    return `leads to ${column.to}, not to ${target}`;
  return undefined;
}

function keyFault(
  key: readonly string[],
  { keys }: Table,
  whose: string,
  values: BindingValues,
): readonly BindingFault[] {
  const columns = key.map((binding) => values.fill(values.written(binding) ?? '') ?? '');
  if (
    keys === undefined ||
    keys.some((one) => one.length === columns.length && columns.every((name) => one.includes(name)))
  )
    return [];
  const there = keys.map((one) => one.join(' and '));
  const [binding = ''] = key;
  return [
    {
      binding,
      value: columns.join(' and '),
      says: `of ${whose}: no alternate key is made of that`,
      resembles: there.slice(0, 3),
    },
  ];
}
