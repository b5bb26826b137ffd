import type { HeaderField, HttpResponse } from '../../../core/http.ts';
import { respondEmpty } from '../../kernel/respond.ts';
import type { Call } from './call.ts';
import type { Entity } from './entity.ts';
import { readableColumns } from './permissions.ts';
import { columnsOf, presentRow, respondFlatRow, respondRows } from './present-row.ts';
import type { Row } from './rows.ts';

/** Answers a write with the row it left, as far as the role may read it. `values` are those that were sent. */
export function respondWritten(
  { role, entity, world }: Call,
  status: number,
  row: Row,
  values: Row,
  headers: readonly HeaderField[] = [],
): HttpResponse {
  if (status === 204) return respondEmpty(status, headers);
  if (world.edition === 'documented') {
    const columns = columnsOf(entity, [...entity.key, ...Object.keys(values)]);
    return respondFlatRow(world, status, presentRow(row, columns, world), headers);
  }
  const readable = readableColumns(entity, role);
  return respondRows(world, status, readable ? [presentRow(row, columnsOf(entity, readable), world)] : [], headers);
}

/** "id/500", as a Location spells a key: in the table's order, nothing encoded. */
export function keyPath(entity: Entity, row: Row): string {
  return entity.key.map((name) => `${name}/${row[name]}`).join('/');
}
