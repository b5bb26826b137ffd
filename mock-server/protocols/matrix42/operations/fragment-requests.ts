import { isGuid } from '../../../../core/guid.ts';
import type { HttpResponse } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { respondEmpty, respondJson } from '../../../kernel/respond.ts';
import type { Store, Table } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import type { Definition } from '../model/definitions.ts';
import { type FragmentRow, fragmentsOf } from '../model/fragment-row.ts';
import { renderFragment, renderId } from '../read/render-fragment.ts';
import { jsonType, methodNotAllowed, refuse } from '../refuse.ts';
import { checkAttributes } from '../write/check-attributes.ts';
import { rememberDeleted } from '../write/defects.ts';
import { insertFragment } from '../write/write-fragment.ts';

/** GET /data/fragments/{ddName}/{id}: the fragment, or null (M42-GET-002). */
export function readFragment(store: Store, definition: Definition, id: string, world: World): HttpResponse {
  const row = fragmentsOf(store, definition).get(id.toLowerCase());
  if (world.mutant('read-refused')) return methodNotAllowed(world, 'DELETE');
  if (row) return respondJson(200, jsonType, renderFragment(definition, row, world));
  if (!world.keeps('M42-GET-002'))
    return refuse(world, 404, { name: 'FragmentNotFound', message: 'The fragment does not exist.' });
  return world.variant('nothing-found-is-204') ? respondEmpty(204) : respondJson(200, jsonType, null);
}

/** POST /data/fragments/{ddName}: answers the id of the new fragment as a JSON string (M42-CRE-001, M42-CRE-002). */
export function createFragment(store: Store, definition: Definition, body: JsonObject, world: World): HttpResponse {
  const checked = checkAttributes(definition, body, world);
  if ('refused' in checked) return checked.refused;
  const wanted = body['ID'] ?? null;
  if (wanted !== null && (!isGuid(wanted) || fragmentsOf(store, definition).has(wanted.toLowerCase())))
    return refuse(world, 400, { name: 'InvalidId', message: 'ID is not a GUID, or it is taken.' });
  const row = insertFragment(store, definition, wanted ?? world.uuid(4), checked.values, world);
  if (world.mutant('create-answers-nothing')) return respondEmpty(204);
  const id = world.mutant('create-answers-other-id') ? world.uuid(4) : row.id;
  const status = world.variant('create-is-201') ? 201 : 200;
  const shown = renderId(id, world);
  return respondJson(status, jsonType, world.keeps('M42-CRE-002') ? shown : { ID: shown });
}

/** What goes along when ids and positions are mixed up: the fragment made last of those that are left. */
function deletePrevious(table: Table<FragmentRow>): void {
  const last = [...table.entries()].at(-1);
  if (last) table.delete(last[0]);
}

/** DELETE /data/fragments/{ddName}/{id}. What a second one answers is not documented: 204 again. */
export function deleteFragment(store: Store, definition: Definition, id: string, world: World): HttpResponse {
  const table = fragmentsOf(store, definition);
  const row = table.get(id.toLowerCase());
  if (row && world.keeps('M42-DEL-001')) {
    rememberDeleted(store, definition, row, world);
    table.delete(row.id);
    if (world.mutant('delete-takes-previous-fragment')) deletePrevious(table);
  }
  if (world.mutant('delete-refused')) return methodNotAllowed(world, 'GET');
  return world.variant('delete-is-200') ? respondJson(200, jsonType, null) : respondEmpty(204);
}
