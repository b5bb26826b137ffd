import type { JsonObject } from '../../../../core/json.ts';
import { isRefusal } from '../errors.ts';
import { putRow, type Row, rowKey, rowsOf } from '../model/rows.ts';
import type { Call } from '../request/call.ts';
import { readBody } from '../request/read-body.ts';
import { readKey } from '../request/read-key.ts';
import type { Form } from '../request/write-form.ts';
import { readValues } from './compose-row.ts';

/** The bug that a write which is refused is done all the same: whatever can be read of it goes into the row. */
export function writeAnyway(call: Call, form: Form): void {
  const { store, request, entity, world } = call;
  const body = readBody(request, world);
  const key = form.keyless ? { values: {} } : readKey(call, form);
  if (isRefusal(body) || isRefusal(key)) return;
  const values: Row = { ...readablePart(call, body, form), ...key.values };
  if (entity.key.some((name) => values[name] === undefined)) return;
  putRow(store, entity, { ...rowsOf(store, entity).get(rowKey(entity, values)), ...values });
}

/** The members of a body that can be read, one by one. */
function readablePart({ entity, world }: Call, body: JsonObject, form: Form): Row {
  const parts = Object.entries(body).map(([name, value]) => readValues(entity, { [name]: value }, form, world));
  return Object.assign({}, ...parts.filter((part) => !isRefusal(part)));
}
