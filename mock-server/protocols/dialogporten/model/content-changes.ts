import type { Json, JsonObject } from '../../../../core/json.ts';
import { jsonEquals } from '../../../../core/json-equals.ts';
import type { World } from '../../../kernel/world.ts';
import type { ChangeKind } from './change-kind.ts';
import type { DialogRow } from './dialog-row.ts';
import { dialogContent } from './dtos.ts';

/** Members of a dialog, beside those of `content`, whose change is a content update. */
export const contentFields: readonly string[] = ['status', 'extendedStatus', 'attachments', 'guiActions', 'apiActions'];

/** Members of `content`; each of them is one. */
export const contentMembers: readonly string[] = dialogContent.members.map(({ name }) => name);

/** Members whose change moves `updatedAt` only. */
export const otherFields: readonly string[] = [
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
export function contentChanges(before: DialogRow, after: DialogRow, kind: ChangeKind, world: World): boolean {
  const changed = contentFields.filter((name) => differs(before.fields, after.fields, name));
  for (const name of contentMembers)
    if (differs(contentOf(before), contentOf(after), name)) changed.push(`content-${name}`);
  if (after.transmissions.length > before.transmissions.length) changed.push('transmissions');
  if (changed.some((name) => !world.mutant(`content-stamp-forgets-${kebab(name)}`))) return true;
  const others = otherFields.filter((name) => differs(before.fields, after.fields, name));
  if (after.activities.length > before.activities.length) others.push('activities');
  if (kind.throughChild === 'activity') return !world.keeps('DP-ACT-007');
  return others.some((name) => world.mutant(`content-stamp-moved-by-${kebab(name)}`));
}

function contentOf(row: DialogRow): JsonObject {
  return (row.fields['content'] ?? {}) as JsonObject;
}

function differs(before: JsonObject, after: JsonObject, name: string): boolean {
  const [old, now]: (Json | undefined)[] = [before[name], after[name]];
  if (old === undefined || now === undefined) return old !== now;
  return !jsonEquals(old, now);
}

/** "nonSensitiveTitle" as part of a mutant's name: "non-sensitive-title". */
export function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
