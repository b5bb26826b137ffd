import type { Json, JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { kebab } from '../model/content-changes.ts';
import { laterInstant, parseInstant } from '../model/date-time.ts';
import type { DialogFields, DialogRow } from '../model/dialog-row.ts';
import { updateDialogDto } from '../model/dtos.ts';
import { listOf } from '../model/list-of.ts';
import { newActivities, newTransmissions } from './new-children.ts';
import { storeFields } from './store-fields.ts';
import type { Update } from './update.ts';

/** The dialog as it is after an update: lists of actions and the like replaced, children appended. Stamps are not moved. */
export function mergeUpdate({ row, dto, body, world }: Update): DialogRow {
  const stored = storeFields(updateDialogDto, dto, world);
  const now = laterInstant(world.now(), row.updatedAt);
  const fields: Record<string, Json> = { ...stored, searchTags: inStoredOrder(stored, row.fields) };
  keepWhatWasOmitted(row, fields, world);
  spoilFields(row, fields, world);
  return {
    ...row,
    ...changedImmutables(body, world),
    fields: fields as unknown as DialogFields,
    activities: append(row.activities, newActivities(listOf(dto, 'activities'), now, world), 'activities', world),
    transmissions: append(
      row.transmissions,
      newTransmissions(listOf(dto, 'transmissions'), now, world),
      'transmissions',
      world,
    ),
  };
}

/** Tags are a set: those that stay keep their place, new ones come last. */
function inStoredOrder(stored: DialogFields, old: DialogFields): readonly JsonObject[] {
  const value = (tag: JsonObject): string => String(tag['value']).toLowerCase();
  const wanted = new Map(stored.searchTags.map((tag) => [value(tag), tag]));
  const kept = old.searchTags.filter((tag) => wanted.delete(value(tag)));
  return [...kept, ...wanted.values()];
}

function append(
  there: readonly JsonObject[],
  added: readonly JsonObject[],
  name: 'activities' | 'transmissions',
  world: World,
): readonly JsonObject[] {
  if (added.length === 0) return world.keeps('DP-PUT-010') && !world.mutant(`omitted-${name}-are-deleted`) ? there : [];
  if (world.mutant(`new-${name}-replace-old`)) return added;
  if (!world.keeps('DP-PUT-011') || world.mutant(`new-${name}-are-dropped`)) return there;
  // An id that is there already is refused before; where that refusal is missing the old entry is overwritten.
  const kept = there.filter(({ id }) => !added.some((each) => each['id'] === id));
  return [...kept, ...added].sort((a, b) => byCreation(a, b));
}

const replaceable = [
  'progress',
  'process',
  'precedingProcess',
  'extendedStatus',
  'externalReference',
  'dueAt',
  'content',
  'searchTags',
  'attachments',
  'guiActions',
  'apiActions',
] as const;

/** Defects: a member that the body leaves out stays. */
function keepWhatWasOmitted(row: DialogRow, fields: Record<string, Json>, world: World): void {
  for (const name of replaceable) {
    const value = fields[name];
    const omitted = value === undefined || name === 'content' || (Array.isArray(value) && value.length === 0);
    const old = row.fields[name];
    if (omitted && old !== undefined && world.mutant(`omitted-${kebab(name)}-stays`)) fields[name] = old;
  }
}

/** Defects in what a PUT or PATCH leaves behind. */
function spoilFields(row: DialogRow, fields: Record<string, Json>, world: World): void {
  if (world.mutant('put-renews-attachment-ids'))
    fields['attachments'] = listOf(fields, 'attachments').map((each) => ({ ...each, id: world.uuid(7) }));
  if (world.mutant('new-reference-is-forgotten') && row.fields['externalReference'] === undefined)
    delete fields['externalReference'];
  const old = row.fields.searchTags.map(({ value }) => value);
  const added = listOf(fields, 'searchTags').filter(({ value }) => !old.includes(value));
  if (added.length > 0 && world.mutant('new-tag-replaces-others')) fields['searchTags'] = added;
}

/** Defects: stamps that a body names are taken from it. */
export function stampsAsSent(body: JsonObject, world: World): { readonly stampsAsSent?: Partial<DialogRow> } {
  const sent: Record<string, string> = {};
  for (const [name, mutant] of [
    ['updatedAt', 'updated-at'],
    ['contentUpdatedAt', 'content-updated-at'],
  ] as const) {
    const value = body[name];
    const instant = typeof value === 'string' ? parseInstant(value)?.instant : undefined;
    if (instant !== undefined && world.mutant(`update-changes-${mutant}`)) sent[name] = instant;
  }
  return Object.keys(sent).length > 0 ? { stampsAsSent: sent } : {};
}

/** Members outside the update document are ignored; each can be made to slip through. */
function changedImmutables(body: JsonObject, world: World): Partial<DialogRow> {
  const changed: Record<string, unknown> = {};
  const texts = [
    ['party', 'party'],
    ['serviceResource', 'service-resource'],
    ['org', 'org'],
    ['createdAt', 'created-at'],
    ['visibleFrom', 'visible-from'],
  ] as const;
  for (const [name, mutant] of texts) {
    const value = body[name];
    if (typeof value === 'string' && world.mutant(`update-changes-${mutant}`))
      changed[name] = parseInstant(value)?.instant ?? value;
  }
  const label = body['systemLabel'];
  if (typeof label === 'string' && world.mutant('update-changes-system-label')) changed['systemLabels'] = [label];
  const context = body['serviceOwnerContext'] as JsonObject | undefined;
  if (context && world.mutant('update-changes-service-owner-labels'))
    changed['serviceOwnerLabels'] = listOf(context, 'serviceOwnerLabels').map((each) => String(each['value']));
  return changed as Partial<DialogRow>;
}

/** Order of activities and transmissions: oldest first; those of one instant keep their order. */
export function byCreation(a: JsonObject, b: JsonObject): number {
  const [first, second] = [String(a['createdAt']), String(b['createdAt'])];
  return first < second ? -1 : first > second ? 1 : 0;
}
