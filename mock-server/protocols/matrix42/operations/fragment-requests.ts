import { isGuid } from '../../../../core/guid.ts';
import type { HttpResponse } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { respondEmpty, respondJson } from '../../../kernel/respond.ts';
import type { Definition } from '../model/definitions.ts';
import { fragmentsOf } from '../model/fragment-row.ts';
import { removeLinks } from '../model/link-row.ts';
import { languageOf } from '../read/language.ts';
import { renderFragment } from '../read/render-fragment.ts';
import { respondCreated, respondDeleted } from '../read/respond-done.ts';
import { schemaOfDefinition } from '../read/schema-info.ts';
import { visibleFragment } from '../read/visible-fragment.ts';
import { jsonType, refuse } from '../refuse.ts';
import { checkAttributes } from '../write/check-attributes.ts';
import { lackOfMandatory } from '../write/lack-of-mandatory.ts';
import { insertFragment } from '../write/write-fragment.ts';

/** GET /data/fragments/{ddName}/{id}: the fragment, or null (M42-GET-002). */
export function readFragment(call: Call, definition: Definition, id: string): HttpResponse {
  const { world } = call;
  const row = visibleFragment(call, definition, id);
  if (row) return respondJson(200, jsonType, renderFragment(definition, row, world, languageOf(call.request)));
  world.cites('M42-GET-002');
  return world.variant('nothing-found-is-204') ? respondEmpty(204) : respondJson(200, jsonType, null);
}

/** GET /data/fragments/{ddName}/{id}/schema-info: the same with the types of its attributes beside it (M42-GET-004). */
export function readFragmentWithSchema(call: Call, definition: Definition, id: string): HttpResponse {
  const { world } = call;
  const row = visibleFragment(call, definition, id);
  if (!row) return readFragment(call, definition, id);
  world.cites('M42-GET-004');
  const Result = renderFragment(definition, row, world, languageOf(call.request));
  return respondJson(200, jsonType, { Result, Schema: schemaOfDefinition(definition) });
}

/** POST /data/fragments/{ddName}: answers the id of the new fragment as a JSON string (M42-CRE-001, M42-CRE-002). */
export function createFragment(call: Call, definition: Definition, body: JsonObject): HttpResponse {
  const { store, world } = call;
  const checked = checkAttributes(call, definition, body);
  if (isRefused(checked)) return checked.refused;
  const lacking = lackOfMandatory(call, definition, checked.values);
  if (lacking) return lacking;
  const wanted = body['ID'] ?? null;
  if (wanted !== null && (!isGuid(wanted) || fragmentsOf(store, definition).has(wanted.toLowerCase())))
    return refuse(world, 400, { name: 'InvalidId', message: 'ID is not a GUID, or it is taken.' });
  const row = insertFragment(call, definition, wanted ?? world.uuid(4), checked.values);
  world.cites('M42-CRE-002');
  return respondCreated(world, row.id);
}

/** DELETE /data/fragments/{ddName}/{id}. What a second one answers is not documented: 204 again. */
export function deleteFragment({ store, world }: Call, definition: Definition, id: string): HttpResponse {
  if (fragmentsOf(store, definition).delete(id.toLowerCase())) world.cites('M42-DEL-001');
  removeLinks(store, definition, id.toLowerCase());
  return respondDeleted(world);
}
