import type { Store } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import { rowsOf } from './model/rows.ts';
import type { TableModel } from './model/table.ts';
import { tableNamed } from './model/tables.ts';
import { insertRow, updateRow } from './write/store-row.ts';

const marker = 'Somebody else';

/** One write of somebody else's: a new row now and then, else a change of one of theirs. Never touches other rows. */
export function disturb(store: Store, world: World): void {
  const name = ['account', 'sample_thing', 'contact'][Math.floor(world.random() * 3)] ?? 'account';
  const table = tableNamed(name);
  if (!table) return;
  const theirs = store.table<{ readonly id: string }>(`${marker}: ${name}`);
  const ids = [...theirs.entries()];
  const picked = ids[Math.floor(world.random() * ids.length)]?.[0];
  const row = picked === undefined ? undefined : rowsOf(store, table).get(picked);
  const changes = { [titleColumn(table)]: `${marker} ${Math.floor(world.random() * 1e9)}` };
  if (row && ids.length >= 20) updateRow(store, table, row, changes, world);
  else {
    const id = world.uuid(4);
    theirs.put(id, { id });
    insertRow(store, table, id, changes, world);
  }
}

function titleColumn({ logicalName }: TableModel): string {
  return logicalName === 'account' ? 'name' : logicalName === 'contact' ? 'lastname' : 'sample_name';
}
