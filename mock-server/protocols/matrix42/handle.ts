import { type HttpRequest, type HttpResponse, splitTarget } from '../../../core/http.ts';
import type { Call } from '../../kernel/call.ts';
import { respondEmpty } from '../../kernel/respond.ts';
import type { Store } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import { handleFragments } from './operations/handle-fragments.ts';
import { handleObjects } from './operations/handle-objects.ts';
import { notFound, refuse } from './refuse.ts';
import { refuseMediaType } from './request/read-body.ts';
import { route } from './request/route.ts';

/** Answers one request. Checked in this order: caller, path, content type, definition, body; then what the operation checks. */
export function handle(store: Store, request: HttpRequest, world: World): HttpResponse {
  if (!world.features.has('fragments')) return respondEmpty(404);
  if (!world.principal && world.keeps('M42-AUT-006'))
    return refuse(world, 401, { name: 'Unauthorized', message: 'Authorization has been denied.' });
  return answer({ store, request, world });
}

function answer(call: Call): HttpResponse {
  const { request, world } = call;
  const { path, query } = splitTarget(request.target);
  const found = route(path);
  if (!found || (found.service === 'objects' && !world.features.has('objects'))) return notFound(world);
  const unsupported =
    request.method === 'POST' || request.method === 'PUT' ? refuseMediaType(request, world) : undefined;
  if (unsupported) return unsupported;
  return found.service === 'fragments' ? handleFragments(call, { ...found, query }) : handleObjects(call, found);
}
