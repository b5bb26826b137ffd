import type { JsonObject } from '../../../../core/json.ts';
import { isRefused } from '../../../kernel/refused.ts';
import type { World } from '../../../kernel/world.ts';
import type { Changes, TableRow } from '../model/table-row.ts';
import type { Refusal } from '../refusal.ts';
import type { Location } from '../request/location.ts';
import type { WebApiCall } from '../request/web-api-call.ts';
import { readChanges } from '../write/read-changes.ts';
import { updateRow } from '../write/store-row.ts';
import type { Patched } from './patched.ts';

/** Updates the row that a key or a URL led to, by what a body says of it. */
export function updateLocated(
  call: WebApiCall,
  location: Location & { readonly row: TableRow },
  body: JsonObject,
): Patched | Refusal {
  const { table, row } = location;
  const read = readChanges(call, table, body);
  if (isRefused(read)) return read;
  const changes = lawfulChanges(location, read, call.world);
  const updated = updateRow(call, table, row, changes);
  return isRefused(updated) ? updated : { before: row, row: updated, changes };
}

/** Values of the key that the request used cannot be changed by it; those of other keys can. */
function lawfulChanges({ table, key }: Location, changes: Changes, world: World): Changes {
  const inKey = new Set(table.keys.flatMap(({ columns }) => columns));
  const entries = Object.entries(changes).filter(([name]) => {
    if (key?.columns.includes(name) && world.keeps('DV-AK-005')) return false;
    if (inKey.has(name)) world.cites(key ? 'DV-AK-009' : 'DV-AK-008');
    return true;
  });
  return Object.fromEntries(entries);
}
