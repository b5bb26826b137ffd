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
  const own = keys.get(`${callerOrganization(world)} ${key}`);
  const holder = own ?? foreignHolder(store, key, world);
  const row = holder && store.table<DialogRow>(tables.dialogs).get(holder.dialogId);
  return row?.deletedAt === undefined ? row?.id : undefined;
}

/** Defect: a key is taken once any owner has used it. */
function foreignHolder(store: Store, key: string, world: World): Holder | undefined {
  for (const [held, holder] of store.table<Holder>(tables.idempotentKeys).entries())
    if (held.endsWith(` ${key}`)) return world.keeps('DP-ID-009') ? undefined : holder;
  return undefined;
}
