import { foreignRow, nextForeignRow } from '../../kernel/foreign-row.ts';
import type { Store } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import { instantOf } from './model/date-time.ts';
import { type DialogFields, type DialogRow, tables } from './model/dialog-row.ts';
import { commitDialog } from './write/commit-dialog.ts';

/** Id of the dialog that is there from the start. */
export const exampleDialogId = '0194fe82-9280-77a5-a7cd-5ff0e6a6fa07';
/**
 * The revision that the example on the page shows; the edition `documented` starts with it.
 * @internal
 */
export const exampleRevision = '86ea8715-05f5-4a4e-8bf7-91840e06dee5';

const fields: DialogFields = {
  status: 'InProgress',
  progress: 1,
  isApiOnly: false,
  content: { title: { value: [{ value: 'Eksempel', languageCode: 'nb' }], mediaType: 'text/plain' } },
  searchTags: [],
  attachments: [],
  guiActions: [],
  apiActions: [],
};

function exampleRow(id: string, revision: string, world: World): DialogRow {
  const now = instantOf(world.now());
  return {
    id,
    owner: '991825827',
    org: 'ttd',
    revision,
    party: 'urn:altinn:person:identifier-no:08844397713',
    serviceResource: 'urn:altinn:resource:ttd-dialogporten-automated-tests',
    createdAt: now,
    updatedAt: now,
    contentUpdatedAt: now,
    frozen: false,
    systemLabels: ['Default'],
    endUserRevision: world.uuid(4),
    serviceOwnerLabels: [],
    serviceOwnerRevision: world.uuid(4),
    fields,
    transmissions: [],
    activities: [],
  };
}

/** The first dialog: the one that the page's example request updates. */
export function seed(store: Store, world: World): void {
  const revision = world.edition === 'documented' ? exampleRevision : world.uuid(4);
  store.table<DialogRow>(tables.dialogs).put(exampleDialogId, exampleRow(exampleDialogId, revision, world));
}

/** Somebody else at work: the oldest of their dialogs gives way to a new one, and the one before that changes. */
export function disturb(store: Store, world: World): void {
  const dialogs = store.table<DialogRow>(tables.dialogs);
  const { id, place } = nextForeignRow(store, 50);
  dialogs.delete(id);
  dialogs.put(id, { ...exampleRow(id, world.uuid(4), world), owner: '974760673', org: 'digdir' });
  const last = dialogs.get(foreignRow(place === 0 ? 49 : place - 1).id);
  if (!last) return;
  const changed = { ...last, fields: { ...last.fields, progress: Math.floor(world.random() * 100) } };
  commitDialog(store, last, changed, { silent: false }, world);
}
