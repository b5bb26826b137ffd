import type { JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { putRow } from '../model/rows.ts';
import { lookupValueName, type TableModel } from '../model/table.ts';
import type { TableRow } from '../model/table-row.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import type { Location } from '../request/locate-row.ts';
import type { Conditions } from '../request/read-conditions.ts';
import { type Changes, readChanges } from '../write/read-changes.ts';
import { updateRow } from '../write/store-row.ts';
import type { Exchange } from './exchange.ts';
import type { PatchAnswer } from './respond-patched.ts';

/** Updates the row a PATCH found. Values of the key that the request used cannot be changed by it. */
export function updatePatched(
  { store, world }: Exchange,
  location: Location & { readonly row: TableRow },
  conditions: Conditions,
  body: JsonObject,
): PatchAnswer | Refusal {
  const { table, row, key } = location;
  const { changes: read, refusal } = readChanges(store, table, body, world);
  if (refusal) {
    if (world.mutant('bad-update-half-applied')) updateRow(store, table, row, read, world);
    return refusal;
  }
  const sent = lawfulChanges(location, read, world);
  const changes = {
    ...(merges(conditions, world) ? {} : emptied(table, key?.columns ?? [])),
    ...defaulted(table, conditions, world),
    ...(world.mutant('patch-drops-links') ? unlinked(table) : {}),
    ...sent,
  };
  if (world.mutant('update-answered-but-lost')) return { created: false, before: row, row, changes };
  const repeats = Object.entries(sent).every(([name, value]) => String(row.values[name] ?? null) === String(value));
  const stateAlone = 'statecode' in sent && world.mutant('state-change-keeps-the-tag');
  const sameVersion = !world.keeps('DV-UPD-004') || (repeats && !world.keeps('DV-UPD-005')) || stateAlone;
  const updated = updateRow(store, table, row, changes, world, { sameVersion });
  if (isRefusal(updated)) return updated;
  if (conditions.ifMatch === undefined && world.mutant('upsert-inserts-a-second-row'))
    putRow(store, table, { ...updated, id: world.uuid(4) });
  return { created: false, before: row, row: updated, changes };
}

function lawfulChanges({ table, key }: Location, changes: Changes, world: World): Changes {
  const inKey = new Set(table.keys.flatMap(({ columns }) => columns));
  const entries = Object.entries(changes).filter(([name, value]) => {
    if (value === null && !world.keeps('DV-UPD-006')) return false;
    if (value === false && world.mutant('no-is-left-out')) return false;
    if (key?.columns.includes(name)) return !world.keeps('DV-AK-005');
    return !inKey.has(name) || world.keeps('DV-AK-008');
  });
  return Object.fromEntries(entries);
}

function merges({ ifMatch }: Conditions, world: World): boolean {
  if (ifMatch === undefined) return world.keeps('DV-UPS-007');
  return ifMatch === '*' ? world.keeps('DV-UPD-003') : !world.mutant('conditional-patch-replaces');
}

/** Defaults of the yes/no columns, as a server writes them that makes a whole row of every body. */
function defaulted(table: TableModel, { ifMatch }: Conditions, world: World): Changes {
  if (!world.mutant(ifMatch === undefined ? 'upsert-restores-defaults' : 'patch-restores-defaults')) return {};
  const names = table.columns.filter(({ type }) => type.kind === 'boolean');
  return Object.fromEntries(names.map(({ name }) => [name, false]));
}

/** No links, as a server has it that makes an object of every body and stores what that refers to. */
function unlinked(table: TableModel): Changes {
  return Object.fromEntries(
    table.lookups.filter(({ target }) => target === 'contact').map((lookup) => [lookupValueName(lookup), null]),
  );
}

/** Null for everything a client can write, as a server does that takes PATCH for PUT. */
function emptied(table: TableModel, except: readonly string[]): Changes {
  const names = table.columns.filter(
    ({ name, type, required, writable }) =>
      writable && required !== 'system' && type.kind !== 'status' && !except.includes(name),
  );
  return Object.fromEntries(names.map(({ name }) => [name, null]));
}
