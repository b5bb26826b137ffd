import type { JsonObject } from '../../../../core/json.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { type DialogRow, type Holder, tables } from './dialog-row.ts';

/** Kinds of children by the name their table has in error messages, and where a dialog keeps them. */
const kinds: Readonly<Record<string, (row: DialogRow) => readonly JsonObject[]>> = {
  DialogActivity: (row) => row.activities,
  DialogTransmission: (row) => row.transmissions,
  Attachment: (row) => [
    ...row.fields.attachments,
    ...row.transmissions.flatMap((each) => (each['attachments'] ?? []) as readonly JsonObject[]),
  ],
  DialogGuiAction: (row) => row.fields.guiActions,
  DialogApiAction: (row) => row.fields.apiActions,
};

/** Kinds of which the row has an id that is taken, by another dialog or twice in this one. */
export function takenChildIds(store: Store, row: DialogRow, world: World): string[] {
  const holders = store.table<Holder>(tables.childIds);
  return Object.entries(kinds)
    .filter(([kind, of]) => {
      const ids = of(row).map((child) => String(child['id']));
      return (
        new Set(ids).size < ids.length ||
        ids.some((id) => (holders.get(`${kind}:${id}`)?.dialogId ?? row.id) !== row.id)
      );
    })
    .map(([kind]) => kind)
    .filter((kind) => world.keepsFor(kind, 'DP-ID-005'));
}

/** Notes the ids of a row's children. */
export function holdChildIds(store: Store, row: DialogRow, before?: DialogRow): void {
  const holders = store.table<Holder>(tables.childIds);
  for (const [kind, of] of Object.entries(kinds)) {
    const now = new Set(of(row).map((child) => `${kind}:${String(child['id'])}`));
    for (const child of before ? of(before) : []) {
      const key = `${kind}:${String(child['id'])}`;
      if (!now.delete(key)) holders.delete(key);
    }
    for (const key of now) holders.put(key, { dialogId: row.id });
  }
}

/** Frees the ids of a row's children. */
export function freeChildIds(store: Store, row: DialogRow): void {
  const holders = store.table<Holder>(tables.childIds);
  for (const [kind, of] of Object.entries(kinds))
    for (const child of of(row)) holders.delete(`${kind}:${String(child['id'])}`);
}

/** What a taken id is answered with. The database's own words are withheld. */
export const redacted =
  "Detail redacted as it may contain sensitive data. Specify 'Include Error Detail' in the connection string to include this information.";
