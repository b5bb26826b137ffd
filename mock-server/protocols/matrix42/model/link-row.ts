import type { Store, Table } from '../../../kernel/store.ts';
import type { Definition } from './definitions.ts';

/** What a fragment is linked to by an N:M relation: ids in lower case, in the order in which they were added. */
export interface LinkRow {
  readonly to: readonly string[];
}

/** The links of one relation, by the id of the fragment that they start from. */
export function linksOf(store: Store, { name }: Definition, relation: string): Table<LinkRow> {
  return store.table<LinkRow>(`links/${name}/${relation}`);
}

/** Forgets what a fragment was linked to, since it is deleted. */
export function removeLinks(store: Store, definition: Definition, id: string): void {
  for (const relation of Object.keys(definition.links ?? {})) linksOf(store, definition, relation).delete(id);
}
