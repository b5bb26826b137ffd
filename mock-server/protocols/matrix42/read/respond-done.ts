import type { HttpResponse } from '../../../../core/http.ts';
import { respondEmpty, respondJson } from '../../../kernel/respond.ts';
import type { World } from '../../../kernel/world.ts';
import { jsonType } from '../refuse.ts';
import { renderId } from './render-fragment.ts';

/** The id of what was made, as a JSON string (M42-CRE-002, M42-OBJ-009). */
export function respondCreated(world: World, id: string): HttpResponse {
  return respondJson(world.variant('create-is-201') ? 201 : 200, jsonType, renderId(id, world));
}

/** Something is deleted; nothing is left to be said. */
export function respondDeleted(world: World): HttpResponse {
  return world.variant('delete-is-200') ? respondJson(200, jsonType, null) : respondEmpty(204);
}
