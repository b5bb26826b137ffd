import type { HttpResponse } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { respondEmpty, respondJson } from '../../../kernel/respond.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import type { Definition } from '../model/definitions.ts';
import type { AttributeValues } from '../model/fragment-row.ts';
import { jsonType, refuse, serverError } from '../refuse.ts';
import { checkAttributes } from '../write/check-attributes.ts';
import { reviveDeleted } from '../write/defects.ts';
import { insertFragment } from '../write/write-fragment.ts';

/** An update whose body names no fragment: refused, and nothing is written (M42-UPD-006). */
export function answerMissingId(store: Store, definition: Definition, body: JsonObject, world: World): HttpResponse {
  const values = valuesOf(definition, body, world);
  const id = world.uuid(4);
  if (!world.keeps('M42-UPD-006')) {
    insertFragment(store, definition, id, values, world);
    return respondEmpty(204);
  }
  if (world.mutant('missing-id-leaves-fragment')) insertFragment(store, definition, id, values, world);
  const status = world.variant('missing-id-is-500') ? 500 : 400;
  return refuse(world, status, { name: 'IdMissing', message: 'The attribute ID is required.' });
}

/** An update of a fragment that does not exist: it never makes one (M42-UPD-011). */
export function answerUnknownId(
  store: Store,
  definition: Definition,
  id: string,
  body: JsonObject,
  world: World,
): HttpResponse {
  const values = valuesOf(definition, body, world);
  if (reviveDeleted(store, definition, id, values, Object.hasOwn(body, 'TimeStamp'), world)) return respondEmpty(204);
  if (!world.keeps('M42-UPD-011')) {
    insertFragment(store, definition, id, values, world);
    return respondEmpty(world.mutant('unknown-id-creates-with-201') ? 201 : 204);
  }
  if (world.variant('unknown-id-is-null')) return respondJson(200, jsonType, null);
  const reason = { name: 'FragmentNotFound', message: 'The fragment does not exist.' };
  if (world.variant('unknown-id-is-410')) return refuse(world, 410, reason);
  return world.variant('unknown-id-is-404') ? refuse(world, 404, reason) : serverError(world, reason);
}

function valuesOf(definition: Definition, body: JsonObject, world: World): AttributeValues {
  const checked = checkAttributes(definition, body, world);
  return 'values' in checked ? checked.values : {};
}
