import type { JsonObject } from '../../../../core/json.ts';
import { jsonEquals } from '../../../../core/json-equals.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { deletedRows } from '../model/rows.ts';
import type { AlternateKey } from '../model/table.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { payloadInvalid, rowExists } from '../refusals.ts';
import type { Location } from '../request/locate-row.ts';
import { type Changes, readChanges } from '../write/read-changes.ts';
import { insertRow } from '../write/store-row.ts';
import type { Exchange } from './exchange.ts';
import type { PatchAnswer } from './respond-patched.ts';

/** Creates the row a PATCH did not find, under the id or the key values of the URL. */
export function insertUpserted(
  { store, world }: Exchange,
  location: Location,
  body: JsonObject,
): PatchAnswer | Refusal {
  const { table, key, keyValues } = location;
  const id = location.id !== undefined && world.keeps('DV-UPS-001') ? location.id : world.uuid(4);
  const { changes, refusal } = readChanges(store, table, body, world);
  if (refusal) {
    if (world.mutant('bad-upsert-leaves-a-row')) insertRow(store, table, id, { ...keyValues, ...changes }, world);
    return refusal;
  }
  if (world.mutant('deleted-ids-stay-taken') && deletedRows(store, table).has(id)) return rowExists();
  if (key && world.mutant('deleted-keys-stay-taken') && wasDeleted(store, location)) return rowExists();
  const values = key ? withKey(key, keyValues, changes, world) : changes;
  if (isRefusal(values)) return values;
  const inserted = world.mutant('create-answered-but-lost')
    ? { id, version: 0n, values }
    : insertRow(store, table, id, values, world);
  return isRefusal(inserted) ? inserted : { created: true, before: undefined, row: inserted, changes: values };
}

/** Did a row that was deleted have these key values? */
function wasDeleted(store: Store, { table, keyValues }: Location): boolean {
  const given = Object.entries(keyValues);
  const rows = [...deletedRows(store, table).entries()];
  return rows.some(([, { values }]) => given.every(([name, value]) => jsonEquals(values[name] ?? null, value)));
}

/**
 * Values of the URL fill in what the body leaves out; where both speak, the body counts, which surprises those who
 * repeat such a request.
 */
function withKey(key: AlternateKey, keyValues: Changes, changes: Changes, world: World): Changes | Refusal {
  const both = key.columns.some((name) => name in changes);
  if (both && !world.keeps('DV-AK-006')) return payloadInvalid('A key value stands in the URL and in the body.');
  if (!world.keeps('DV-AK-001')) return changes;
  return both && !world.keeps('DV-AK-007') ? { ...changes, ...keyValues } : { ...keyValues, ...changes };
}
