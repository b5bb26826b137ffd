import type { JsonObject } from '../../../../core/json.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import { listOf } from '../model/list-of.ts';
import { presentActivity, presentDialog } from './present-dialog.ts';

const left = [
  'idempotentKey',
  'searchTags',
  'attachments',
  'transmissions',
  'guiActions',
  'apiActions',
  'activities',
] as const satisfies readonly string[];

const listedContent: ReadonlySet<string> = new Set([
  'title',
  'nonSensitiveTitle',
  'summary',
  'nonSensitiveSummary',
  'senderName',
  'extendedStatus',
]);

/** A dialog as a list shows it: without its lists, with the latest activity and the number of attachments for people. */
export function presentListedDialog(row: DialogRow): JsonObject {
  const { content, ...shown } = presentDialog(row) as Record<string, JsonObject[string]>;
  for (const name of left) delete shown[name];
  const latest = row.activities.at(-1);
  const members = Object.entries((content ?? {}) as JsonObject).filter(([name]) => listedContent.has(name));
  return {
    ...shown,
    guiAttachmentCount: row.fields.attachments.filter((each) =>
      listOf(each, 'urls').some(({ consumerType }) => consumerType === 'Gui'),
    ).length,
    ...(latest ? { latestActivity: presentActivity(latest) } : {}),
    ...(content === undefined ? {} : { content: Object.fromEntries(members) }),
  };
}

/** A dialog as the list of label contexts shows it. */
export function presentContextItem(row: DialogRow): JsonObject {
  return { dialogId: row.id, endUserContextRevision: row.endUserRevision, systemLabels: row.systemLabels };
}
