import type { Json, JsonObject } from '../../../../core/json.ts';
import { jsonEquals } from '../../../../core/json-equals.ts';
import type { World } from '../../../kernel/world.ts';
import { isContentUpdate } from '../seams.ts';
import type { ChangeKind } from './change-kind.ts';
import type { DialogRow } from './dialog-row.ts';
import { dialogContent } from './dtos.ts';

/** Members of a dialog, beside those of `content`, whose change is a content update. */
const contentFields: readonly string[] = ['status', 'extendedStatus', 'attachments', 'guiActions', 'apiActions'];

/** Members of `content`; each of them is one. */
const contentMembers: readonly string[] = dialogContent.members.map(({ name }) => name);

/** Members whose change moves `updatedAt` only. */
const otherFields: readonly string[] = [
  'progress',
  'externalReference',
  'process',
  'precedingProcess',
  'dueAt',
  'expiresAt',
  'isApiOnly',
  'searchTags',
];

/** Is what changed between two states a content update? */
export function changesContent(before: DialogRow, after: DialogRow, kind: ChangeKind, world: World): boolean {
  const content = contentFields.filter((name) => differs(before.fields, after.fields, name));
  for (const name of contentMembers)
    if (differs(contentOf(before), contentOf(after), name)) content.push(`content.${name}`);
  if (after.transmissions.length > before.transmissions.length) content.push('transmissions');
  const others = otherFields.filter((name) => differs(before.fields, after.fields, name));
  if (after.activities.length > before.activities.length)
    others.push(kind.throughChild === 'activity' ? 'posted activity' : 'activities');
  if (kind.throughChild === 'activity') world.cites('DP-ACT-007');
  const isContent = content.some((name) => world.keepsFor(name, 'DP-TS-003'));
  return world.through(isContentUpdate, isContent, others);
}

function contentOf(row: DialogRow): JsonObject {
  return (row.fields['content'] ?? {}) as JsonObject;
}

function differs(before: JsonObject, after: JsonObject, name: string): boolean {
  const [old, now]: (Json | undefined)[] = [before[name], after[name]];
  if (old === undefined || now === undefined) return old !== now;
  return !jsonEquals(old, now);
}
