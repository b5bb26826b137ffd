import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { type DialogRow, type Holder, tables } from './dialog-row.ts';
import { callerOrganization } from './principals.ts';

/** Key under which a dialog's idempotency key is reserved. */
export function keyOf(row: DialogRow): string | undefined {
  return row.idempotentKey === undefined ? undefined : `${row.owner} ${row.idempotentKey}`;
}

/** Id of the live dialog that holds a key of the caller. A deleted one keeps its key, but this look-up does not see it. */
export function heldKey(store: Store, key: string, world: World): string | undefined {
  const keys = store.table<Holder>(tables.idempotentKeys);
  const holder = keys.get(`${callerOrganization(world)} ${key}`);
  const row = holder && store.table<DialogRow>(tables.dialogs).get(holder.dialogId);
  return row?.deletedAt === undefined ? row?.id : undefined;
}
