import type { JsonObject } from '../../../../core/json.ts';
import type { TableModel } from '../model/table.ts';
import type { TableRow } from '../model/table-row.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import type { Location } from '../request/locate-row.ts';
import { type Changes, readChanges } from '../write/read-changes.ts';
import { updateRow } from '../write/store-row.ts';
import type { Exchange } from './exchange.ts';
import type { PatchAnswer } from './respond-patched.ts';

/** Updates the row a PATCH found. Values of the key that the request used cannot be changed by it. */
export function updatePatched(
  { store, world }: Exchange,
  location: Location & { readonly row: TableRow },
  body: JsonObject,
  updateOnly: boolean,
): PatchAnswer | Refusal {
  const { table, row, key } = location;
  const { changes, refusal } = readChanges(store, table, body, world);
  if (refusal) {
    if (world.mutant('bad-update-half-applied')) updateRow(store, table, row, changes, world);
    return refusal;
  }
  const own = Object.entries(changes).filter(([name]) => !key?.columns.includes(name) || !world.keeps('DV-AK-005'));
  const cleared = own.filter(([, value]) => value !== null || world.keeps('DV-UPD-006'));
  const merges = world.keeps(updateOnly ? 'DV-UPD-003' : 'DV-UPS-007');
  const asked: Changes = { ...(merges ? {} : emptied(table, key?.columns ?? [])), ...Object.fromEntries(cleared) };
  const same = own.every(([name, value]) => String(row.values[name] ?? null) === String(value));
  const updated = world.mutant('update-answered-but-lost')
    ? row
    : updateRow(store, table, row, asked, world, {
        sameVersion: !world.keeps('DV-UPD-004') || (same && !world.keeps('DV-UPD-005')),
      });
  return isRefusal(updated) ? updated : { created: false, before: row, row: updated, changes: asked };
}

/** Null for everything a client can write, as a server does that takes PATCH for PUT. */
function emptied(table: TableModel, except: readonly string[]): Changes {
  const names = table.columns.filter(
    ({ name, required, writable }) =>
      writable && required !== 'system' && name !== 'statuscode' && !except.includes(name),
  );
  return Object.fromEntries(names.map(({ name }) => [name, null]));
}
