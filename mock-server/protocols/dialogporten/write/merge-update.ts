import type { Json, JsonObject } from '../../../../core/json.ts';
import { laterInstant } from '../model/date-time.ts';
import type { DialogFields, DialogRow } from '../model/dialog-row.ts';
import { updateDialogDto } from '../model/dtos.ts';
import { listOf } from '../model/list-of.ts';
import { newActivities, newTransmissions } from './new-children.ts';
import { storeFields } from './store-fields.ts';
import type { Update } from './update.ts';

/** The dialog as it is after an update: lists of actions and the like replaced, children appended. Stamps are not moved. */
export function mergeUpdate({ row, dto, world }: Update): DialogRow {
  const stored = storeFields(updateDialogDto, dto, world);
  const now = laterInstant(world.now(), row.updatedAt);
  const fields: Record<string, Json> = { ...stored, searchTags: inStoredOrder(stored, row.fields) };
  const [activities, transmissions] = [listOf(dto, 'activities'), listOf(dto, 'transmissions')];
  if (activities.length === 0 || transmissions.length === 0) world.cites('DP-PUT-010');
  if (activities.length > 0 || transmissions.length > 0) world.cites('DP-PUT-011');
  return {
    ...row,
    fields: fields as unknown as DialogFields,
    activities: append(row.activities, newActivities(activities, now, world)),
    transmissions: append(row.transmissions, newTransmissions(transmissions, now, world)),
  };
}

/** Tags are a set: those that stay keep their place, new ones come last. */
function inStoredOrder(stored: DialogFields, old: DialogFields): readonly JsonObject[] {
  const value = (tag: JsonObject): string => String(tag['value']).toLowerCase();
  const wanted = new Map(stored.searchTags.map((tag) => [value(tag), tag]));
  const kept = old.searchTags.filter((tag) => wanted.delete(value(tag)));
  return [...kept, ...wanted.values()];
}

/** Children are appended (one of an id that is there takes its place), the order is that of their creation. */
function append(there: readonly JsonObject[], added: readonly JsonObject[]): readonly JsonObject[] {
  if (added.length === 0) return there;
  const kept = there.filter(({ id }) => !added.some((each) => each['id'] === id));
  return [...kept, ...added].sort(byCreation);
}

/** Order of activities and transmissions: oldest first; those of one instant keep their order. */
export function byCreation(a: JsonObject, b: JsonObject): number {
  const [first, second] = [String(a['createdAt']), String(b['createdAt'])];
  return first < second ? -1 : first > second ? 1 : 0;
}
