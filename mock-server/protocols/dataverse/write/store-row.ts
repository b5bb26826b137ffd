import { isRefused } from '../../../kernel/refused.ts';
import type { Store } from '../../../kernel/store.ts';
import { callerId, initialValues } from '../model/organisation.ts';
import { partitionColumn } from '../model/partitions.ts';
import { findByKey, putRow } from '../model/rows.ts';
import type { TableModel } from '../model/table.ts';
import type { Changes, TableRow } from '../model/table-row.ts';
import type { Refusal } from '../refusal.ts';
import { keyViolated } from '../refusals.ts';
import type { WebApiCall } from '../request/web-api-call.ts';
import { versionOfUpdate } from '../seams.ts';
import { applyState } from './apply-state.ts';
import { checkDuplicates } from './check-duplicates.ts';
import { wholeSeconds } from './convert-value.ts';

/** Stores a new row, or says which key is taken. */
export function insertRow(call: WebApiCall, table: TableModel, id: string, changes: Changes): TableRow | Refusal {
  const { store, world } = call;
  const complete = applyState(table, {}, changes, world);
  if (isRefused(complete)) return complete;
  const partition = table.elastic ? { [partitionColumn]: id } : {};
  const values = { ...initialValues(table, wholeSeconds(world.now())), ...partition, ...complete };
  return save(call, table, { id, version: nextVersion(store), values: joined(table, values) });
}

/** Stores a changed row under a new version: what is not in `changes` stays. */
export function updateRow(call: WebApiCall, table: TableModel, row: TableRow, changes: Changes): TableRow | Refusal {
  const { store, world } = call;
  const complete = applyState(table, row.values, changes, world);
  if (isRefused(complete)) return complete;
  const values = { ...row.values, ...complete, modifiedon: wholeSeconds(world.now()), _modifiedby_value: callerId };
  const version = world.through(versionOfUpdate, nextVersion(store), { call, row, changes });
  return save(call, table, { id: row.id, version, values: joined(table, values) });
}

function save(call: WebApiCall, table: TableModel, row: TableRow): TableRow | Refusal {
  const { store, request, world } = call;
  for (const key of table.keys) {
    const holder = findByKey(store, table, key, row.values);
    if (holder === undefined || holder === row.id || !world.keepsFor(request.method, 'DV-AK-024')) continue;
    world.cites('DV-AK-018');
    return keyViolated(key.name, key.columns);
  }
  const double = checkDuplicates(call, table, row);
  if (double) return double;
  putRow(store, table, row);
  return row;
}

/** Versions count all writes of the organisation, so those of one row skip. */
export function nextVersion(store: Store): bigint {
  return store.next('version', 536_537n);
}

/** The values with those of the columns that are made of others. */
function joined(table: TableModel, values: Changes): Changes {
  const made = table.columns.flatMap(({ name, joins }) => {
    const texts = joins?.map((part) => values[part]).filter((text) => typeof text === 'string' && text !== '');
    return texts ? [[name, texts.length > 0 ? texts.join(' ') : null] as const] : [];
  });
  return made.length === 0 ? values : { ...values, ...Object.fromEntries(made) };
}
