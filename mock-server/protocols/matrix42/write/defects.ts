import type { JsonObject } from '../../../../core/json.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { allDefinitions, type Definition } from '../model/definitions.ts';
import { type AttributeValues, type FragmentRow, fragmentsOf } from '../model/fragment-row.ts';
import { insertFragment, storeUpdate } from './write-fragment.ts';

/*
 * Writes that happen although they must not: bugs that need more than a condition. Sound servers pass through here
 * without effect.
 */

/** A stale update is refused, and yet it, or its first attribute, is stored. */
export function leakRefusedUpdate(
  store: Store,
  definition: Definition,
  row: FragmentRow,
  values: AttributeValues,
  body: JsonObject,
  world: World,
): void {
  if (world.mutant('stale-update-applied')) storeUpdate(store, definition, row, values, body, world);
  if (!world.mutant('stale-update-half-applied')) return;
  fragmentsOf(store, definition).put(row.id, {
    ...row,
    values: { ...row.values, ...Object.fromEntries(Object.entries(values).slice(0, 1)) },
  });
}

/** An update for an unknown definition finds the fragment by its id alone, and stores it before it fails. */
export function misdirectUpdate(store: Store, body: JsonObject, world: World): void {
  if (!world.mutant('unknown-definition-written-by-id')) return;
  const { ID: id, ...values } = body;
  for (const definition of allDefinitions) {
    const row = fragmentsOf(store, definition).get(String(id).toLowerCase());
    if (row) storeUpdate(store, definition, row, values, { ID: row.id }, world);
  }
}

const revivers = ['update-revives-deleted', 'update-revives-deleted-silently', 'unchecked-update-revives-deleted'];

/** Deleted fragments are only marked. */
export function rememberDeleted(store: Store, definition: Definition, row: FragmentRow, world: World): void {
  if (revivers.some((mutant) => world.mutant(mutant))) store.table(`deleted/${definition.name}`).put(row.id, row);
}

/** An update of a deleted fragment, `checked` if it has a TimeStamp, takes its mark away. True: and it is answered as one. */
export function reviveDeleted(
  store: Store,
  definition: Definition,
  id: string,
  values: AttributeValues,
  checked: boolean,
  world: World,
): boolean {
  const marked = store.table<FragmentRow>(`deleted/${definition.name}`).get(id.toLowerCase());
  if (!marked || (checked && world.mutant('unchecked-update-revives-deleted'))) return false;
  insertFragment(store, definition, id, { ...marked.values, ...values }, world);
  return !world.mutant('update-revives-deleted-silently');
}
