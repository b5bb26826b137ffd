import { type Attachment, atSeam, type Exchange } from '../../../../kernel/bug.ts';
import type { Column, Entity } from '../../model/entity.ts';
import { putRow, type Row } from '../../model/rows.ts';
import type { Form } from '../../request/write-form.ts';
import * as seams from '../../seams.ts';
import { computed } from '../../write/compose-row.ts';
import { rowOf } from './exchanges.ts';

type When = (write: seams.Composition) => boolean;

/** Rows that an update by this method leaves. */
export function updating(method: Form['method']): When {
  return ({ form, before }) => form.method === method && before !== undefined;
}

/** Rows that an insert by this method makes. */
export function inserting(method: Form['method']): When {
  return ({ form, before }) => form.method === method && before === undefined;
}

/** The row with these columns null. */
export function withNulls(row: Row, columns: readonly Column[]): Row {
  return { ...row, ...Object.fromEntries(columns.map(({ name }) => [name, null])) };
}

/** The row with all columns null that may be. */
export function cleared(entity: Entity, row: Row): Row {
  return withNulls(
    row,
    entity.columns.filter(({ name, nullable }) => nullable && !entity.key.includes(name)),
  );
}

/** Is a column computed from another? */
export function isComputed({ generated }: Column): boolean {
  return typeof generated === 'object';
}

/** Counters that are no part of the key. */
export function countersOutsideKey({ columns, key }: Entity): Column[] {
  return columns.filter(({ name, generated }) => generated === 'identity' && !key.includes(name));
}

/** Keeps columns of this kind that a replacement leaves out. */
export function sparing(isSpared: (column: Column, form: Form) => boolean): Attachment {
  return atSeam(
    seams.rowOfWrite,
    (row, { entity, before, values, form }) => {
      const spared = entity.columns.filter(
        (column) => !Object.hasOwn(values, column.name) && !isComputed(column) && isSpared(column, form),
      );
      const kept = Object.fromEntries(spared.map(({ name }) => [name, before?.[name] ?? null]));
      return computed(entity, { ...row, ...kept });
    },
    updating('PUT'),
  );
}

/** The row of an insert with null where a default belongs. */
export function withoutDefaults(row: Row, { entity, values }: seams.Composition): Row {
  const filled = entity.columns.filter((column) => column.default !== undefined && !Object.hasOwn(values, column.name));
  return computed(entity, withNulls(row, filled));
}

/** The row with the default in each column that was left out and has one. */
export function withDefaults(row: Row, { entity, values }: seams.Composition): Row {
  const reset = entity.columns.flatMap(({ name, default: standard }) =>
    standard === undefined || Object.hasOwn(values, name) ? [] : [[name, standard] as const],
  );
  return computed(entity, { ...row, ...Object.fromEntries(reset) });
}

/** Sets what may be null in the row that a request names to null. */
export function clear(exchange: Exchange): void {
  const row = rowOf(exchange);
  if (row?.was) putRow(exchange.store, row.call.entity, cleared(row.call.entity, row.was));
}
