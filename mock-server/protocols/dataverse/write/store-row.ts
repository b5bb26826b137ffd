import type { Json } from '../../../../core/json.ts';
import { isRefused } from '../../../kernel/refused.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { findByKey, putRow } from '../model/rows.ts';
import type { TableModel } from '../model/table.ts';
import type { Changes, TableRow } from '../model/table-row.ts';
import type { Refusal } from '../refusal.ts';
import { keyViolated } from '../refusals.ts';
import type { WebApiCall } from '../request/web-api-call.ts';
import { versionOfUpdate } from '../seams.ts';
import { applyState } from './apply-state.ts';

/** The currency of an organisation that has only one. */
export const baseCurrency = '048dddaa-6f7f-e611-80d3-00155db5e0b6';

/** Stores a new row, or says which key is taken. */
export function insertRow(call: WebApiCall, table: TableModel, id: string, changes: Changes): TableRow | Refusal {
  const { store, world } = call;
  const complete = applyState(table, {}, changes, world);
  if (isRefused(complete)) return complete;
  const now = timestamp(world);
  const currency = table.lookups.some(({ name }) => name === 'transactioncurrencyid');
  const values = {
    createdon: now,
    modifiedon: now,
    ...(currency ? { _transactioncurrencyid_value: baseCurrency } : {}),
    ...complete,
  };
  return save(call, table, { id, version: nextVersion(store), values: computed(table, values) });
}

/** Stores a changed row under a new version: what is not in `changes` stays. */
export function updateRow(call: WebApiCall, table: TableModel, row: TableRow, changes: Changes): TableRow | Refusal {
  const { store, world } = call;
  const complete = applyState(table, row.values, changes, world);
  if (isRefused(complete)) return complete;
  const values = { ...row.values, ...complete, modifiedon: timestamp(world) };
  const version = world.through(versionOfUpdate, nextVersion(store), { call, row, changes });
  return save(call, table, { id: row.id, version, values: computed(table, values) });
}

function save({ store, request, world }: WebApiCall, table: TableModel, row: TableRow): TableRow | Refusal {
  for (const key of table.keys) {
    const holder = findByKey(store, table, key, row.values);
    if (holder === undefined || holder === row.id || !world.keepsFor(request.method, 'DV-AK-024')) continue;
    world.cites('DV-AK-018');
    return keyViolated(key.name, key.columns);
  }
  putRow(store, table, row);
  return row;
}

/** Versions count all writes of the organisation, so those of one row skip. */
export function nextVersion(store: Store): bigint {
  return store.next('version', 536_537n);
}

/** Dataverse keeps whole seconds. */
function timestamp(world: World): string {
  return new Date(world.now()).toISOString().replace(/\.\d+Z$/, 'Z');
}

function computed(table: TableModel, values: Record<string, Json>): Record<string, Json> {
  if (table.logicalName !== 'contact') return values;
  const names = [values['firstname'], values['lastname']].filter((name) => typeof name === 'string' && name !== '');
  return { ...values, fullname: names.length > 0 ? names.join(' ') : null };
}
