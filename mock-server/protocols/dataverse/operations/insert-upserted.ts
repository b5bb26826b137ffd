import type { JsonObject } from '../../../../core/json.ts';
import { isRefused } from '../../../kernel/refused.ts';
import type { World } from '../../../kernel/world.ts';
import { rowsOf } from '../model/rows.ts';
import { type AlternateKey, lookupValueName } from '../model/table.ts';
import type { Changes } from '../model/table-row.ts';
import { tableNamed } from '../model/tables.ts';
import type { Refusal } from '../refusal.ts';
import { rowMissing } from '../refusals.ts';
import type { Location } from '../request/location.ts';
import type { WebApiCall } from '../request/web-api-call.ts';
import { valuesByKey } from '../seams.ts';
import { readChanges } from '../write/read-changes.ts';
import { insertRow } from '../write/store-row.ts';
import type { Patched } from './patched.ts';

/** Creates the row a PATCH did not find, under the id or the key values of the URL. */
export function insertUpserted(call: WebApiCall, location: Location, body: JsonObject): Patched | Refusal {
  const { world } = call;
  const { table, key, keyValues } = location;
  const id = location.id !== undefined && world.keeps('DV-UPS-001') ? location.id : world.uuid(4);
  const changes = readChanges(call, table, body, true);
  if (isRefused(changes)) return changes;
  const missing = key && missingTarget(call, location);
  if (missing) return missing;
  const values = table.elastic ? { ...changes, ...keyValues } : key ? withKey(key, keyValues, changes, world) : changes;
  const row = insertRow(call, table, id, values);
  return isRefused(row) ? row : { before: undefined, row, changes: values };
}

/** Why the lookups among the key values lead nowhere. */
function missingTarget({ store }: WebApiCall, { table, keyValues }: Location): Refusal | undefined {
  for (const lookup of table.lookups) {
    const id = keyValues[lookupValueName(lookup)];
    const target = tableNamed(lookup.target);
    if (typeof id === 'string' && target && !rowsOf(store, target).has(id)) return rowMissing(target, id);
  }
  return undefined;
}

/**
 * Values of the URL fill in what the body leaves out; where both speak, the body counts, which surprises those who
 * repeat such a request.
 */
function withKey(key: AlternateKey, inUrl: Changes, inBody: Changes, world: World): Changes {
  world.cites('DV-AK-001');
  if (key.columns.some((name) => name in inBody)) world.cites('DV-AK-006', 'DV-AK-007');
  return world.through(valuesByKey, { ...inUrl, ...inBody }, { inUrl, inBody });
}
