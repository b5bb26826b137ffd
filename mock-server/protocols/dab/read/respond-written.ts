import type { HeaderField, HttpResponse } from '../../../../core/http.ts';
import { type Entity, keyColumns } from '../model/entity.ts';
import { readableColumns } from '../model/permissions.ts';
import { isSelected } from '../model/policy.ts';
import type { Row } from '../model/rows.ts';
import type { Call } from '../request/call.ts';
import { columnsOf, presentRow, respondFlatRow, respondRows } from './present-row.ts';

/** Answers a write with the row it left, as far as the role may read it. `values` are those that were sent. */
export function respondWritten(
  { request, role, entity, world }: Call,
  status: number,
  row: Row,
  values: Row,
  headers: readonly HeaderField[] = [],
): HttpResponse {
  if (world.edition === 'documented') {
    const columns = columnsOf(entity, [...entity.key, ...Object.keys(values)]);
    return respondFlatRow(world, status, presentRow(row, columns, 'product', world), headers);
  }
  const readable = readableColumns(entity, role, world);
  const hidden = !isSelected(entity, role, 'read', row, world) && world.keepsFor('answer', 'DAB-AUT-005');
  if (readable === undefined || hidden) return respondRows(request, world, status, [], headers);
  const shown = presentRow(row, columnsOf(entity, readable), 'product', world);
  return respondRows(request, world, status, [shown], headers);
}

/** "id/500", as a Location spells a key: in the table's order, nothing encoded. */
export function keyPath(entity: Entity, row: Row): string {
  return keyColumns(entity)
    .map(({ name, exposed }) => `${exposed}/${row[name]}`)
    .join('/');
}
