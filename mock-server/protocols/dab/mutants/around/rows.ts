import { type Attachment, atSeam, type Exchange } from '../../../../kernel/bug.ts';
import type { Column, Entity } from '../../model/entity.ts';
import { putRow, type Row } from '../../model/rows.ts';
import type { Form } from '../../request/write-form.ts';
import * as seams from '../../seams.ts';
import { computed } from '../../write/compose-row.ts';
import { rowOf } from './exchanges.ts';

type When = (write: seams.Composition) => boolean;
type Is = (column: Column, write: seams.Composition) => boolean;

/** Rows that an update by this method leaves, of an entity that has such a column. */
export function updating(method: Form['method'], is: Is = () => true): When {
  return (write) => write.form.method === method && write.before !== undefined && has(write, is);
}

/** Rows that an insert by this method makes, of an entity that has such a column. */
export function inserting(method: Form['method'], is: Is = () => true): When {
  return (write) => write.form.method === method && write.before === undefined && has(write, is);
}

function has(write: seams.Composition, is: Is): boolean {
  return write.entity.columns.some((column) => is(column, write));
}

/** Is it a column with a default that the write leaves out? */
export function leavesToDefault({ name, default: standard }: Column, { values }: seams.Composition): boolean {
  return standard !== undefined && !Object.hasOwn(values, name);
}

/** Is it a counter that is no part of the key? */
export function isCounterOutsideKey(
  { name, generated }: Column,
  { entity }: Pick<seams.Composition, 'entity'>,
): boolean {
  return generated === 'identity' && !entity.key.includes(name);
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

/** Keeps columns of this kind that a replacement leaves out. */
export function sparing(isSpared: (column: Column, form: Form) => boolean): Attachment {
  const isKept: Is = (column, { values, form }) =>
    !Object.hasOwn(values, column.name) && !isComputed(column) && isSpared(column, form);
  return atSeam(
    seams.rowOfWrite,
    (row, write) => {
      const spared = write.entity.columns.filter((column) => isKept(column, write));
      const kept = Object.fromEntries(spared.map(({ name }) => [name, write.before?.[name] ?? null]));
      return computed(write.entity, { ...row, ...kept });
    },
    updating('PUT', isKept),
  );
}

/** The row of an insert with null where a default belongs. */
export function withoutDefaults(row: Row, write: seams.Composition): Row {
  const { entity } = write;
  return computed(
    entity,
    withNulls(
      row,
      entity.columns.filter((column) => leavesToDefault(column, write)),
    ),
  );
}

/** The row with the default in each column that was left out and has one. */
export function withDefaults(row: Row, write: seams.Composition): Row {
  const { entity } = write;
  const reset = entity.columns.filter((column) => leavesToDefault(column, write));
  return computed(entity, { ...row, ...Object.fromEntries(reset.map(({ name, default: own = null }) => [name, own])) });
}

/** Sets what may be null in the row that a request names to null. */
export function clear(exchange: Exchange): void {
  const row = rowOf(exchange);
  if (row?.was) putRow(exchange.store, row.call.entity, cleared(row.call.entity, row.was));
}
