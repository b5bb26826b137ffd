import { isGuid } from '../../../../core/guid.ts';
import type { Json } from '../../../../core/json.ts';
import type { Store } from '../../../kernel/store.ts';
import type { ObjectType } from './definition.ts';
import { allObjectTypes } from './definitions.ts';
import { type ObjectRow, objectsOf } from './object-row.ts';

/** An object, and of which type it is. */
export interface FoundObject {
  readonly type: ObjectType;
  readonly object: ObjectRow;
}

/** The object of this id, of whichever of these types it is; undefined: there is none, or the id is no GUID. */
export function findObject(
  store: Store,
  id: Json | undefined,
  types: readonly ObjectType[] = allObjectTypes,
): FoundObject | undefined {
  if (!isGuid(id)) return undefined;
  for (const type of types) {
    const object = objectsOf(store, type).get(id.toLowerCase());
    if (object) return { type, object };
  }
  return undefined;
}
