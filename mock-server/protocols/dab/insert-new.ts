import type { HttpResponse } from '../../../core/http.ts';
import { respondEmpty } from '../../kernel/respond.ts';
import type { Call } from './call.ts';
import { checkConstraints, refuseDuplicate } from './check-constraints.ts';
import { insertedRow, patchedRow, replacedRow } from './compose-row.ts';
import { columnOf } from './entity.ts';
import type { Refusal } from './errors.ts';
import { readableColumns } from './permissions.ts';
import type { Write } from './read-write.ts';
import { keyPath, respondWritten } from './respond-written.ts';
import { putRow, type Row, rowKey, rowsOf } from './rows.ts';

/** POST, and PUT or PATCH without a key in the URL: an insert whose key is in the body or generated. */
export function insertNew(call: Call, { values }: Write): HttpResponse | Refusal {
  const { store, request, entity, world } = call;
  const row = insertedRow(store, entity, values);
  const taken = rowsOf(store, entity).get(rowKey(entity, row));
  if (taken && request.method !== 'POST' && world.edition === 'v2.1') return updateTaken(call, taken, values);
  const refusal = checkConstraints(store, entity, row, world);
  if (refusal) return refusal;
  if (taken) return refuseDuplicate(world, `${entity.table}_pkey`);
  putRow(store, entity, row);
  const location = locationOf(call, row);
  // The server cannot write such a header, and fails after the insert.
  if (/[^\t\u0020-\u007e]/.test(location)) return respondEmpty(500);
  return respondWritten(call, 201, row, values, [
    ['Location', world.keeps('DAB-POS-001') ? location : `/${keyPath(entity, row)}`],
  ]);
}

/** 2.1 upserts where 2.0 inserts and fails. */
function updateTaken(call: Call, taken: Row, values: Row): HttpResponse {
  const { store, request, entity, world } = call;
  const compose = request.method === 'PATCH' ? patchedRow : replacedRow;
  const after = compose(entity, taken, values, world);
  putRow(store, entity, after);
  return respondWritten(call, 200, after, values);
}

/** Absolute on POST, and from 2.1 wherever a key part was generated; empty where the role may not read the key. */
function locationOf({ request, role, entity, world }: Call, row: Row): string {
  const generated = entity.key.some((name) => columnOf(entity, name)?.generated !== undefined);
  const readable = readableColumns(entity, role) ?? [];
  const absolute = request.method === 'POST' || (world.edition === 'v2.1' && generated);
  if (!absolute || !entity.key.every((name) => readable.includes(name))) return '';
  return `${world.baseUrl}/api/${entity.path}/${keyPath(entity, row)}`;
}
