import { type HttpRequest, type HttpResponse, splitTarget } from '../../../core/http.ts';
import { respondEmpty } from '../../kernel/respond.ts';
import type { Store } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import { childKind } from './child-kinds.ts';
import { postChild } from './children.ts';
import { createDialog } from './create-dialog.ts';
import { deleteDialog, freezeDialog, purgeDialog, restoreDialog } from './dialog-actions.ts';
import { forbiddenMethods } from './forbidden-methods.ts';
import type { Methods } from './methods.ts';
import { patchDialog } from './patch-dialog.ts';
import { hasScope, scopes } from './principals.ts';
import { putDialog } from './put-dialog.ts';
import { putTransmission } from './put-transmission.ts';
import { getChild, getChildren, getDialog } from './read-dialog.ts';

const base = ['api', 'v1', 'serviceowner', 'dialogs'];

/** Answers any request: who may ask, what there is at the address, what the method does there. */
export function routeRequest(store: Store, request: HttpRequest, world: World): HttpResponse {
  const methods = methodsAt(splitTarget(request.target).path);
  if (!methods) return respondEmpty(404);
  const handler = methods[request.method] ?? forbiddenMethods(methods, request, world);
  if (!handler) return respondEmpty(405, [['Allow', Object.keys(methods).sort().join(', ')]]);
  if (!world.principal) return respondEmpty(401, [['WWW-Authenticate', 'Bearer']]);
  if (!hasScope(world, scopes.owner)) return respondEmpty(403);
  return handler(store, request, world);
}

function methodsAt(path: string): Methods | undefined {
  const segments = decodedSegments(path);
  if (!segments || !base.every((name, index) => segments[index]?.toLowerCase() === name)) return undefined;
  const [id, section, sub, extra] = segments.slice(base.length).filter((segment) => segment !== '');
  if (extra !== undefined) return undefined;
  if (id === undefined) return { POST: createDialog };
  if (section === undefined)
    return {
      DELETE: (store, request, world) => deleteDialog(store, id, request, world),
      GET: (store, request, world) => getDialog(store, id, request, world),
      PATCH: (store, request, world) => patchDialog(store, id, request, world),
      PUT: (store, request, world) => putDialog(store, id, request, world),
    };
  if (section.toLowerCase() === 'actions') return actionMethods(id, sub?.toLowerCase());
  return childMethods(id, section.toLowerCase(), sub);
}

function actionMethods(id: string, name: string | undefined): Methods | undefined {
  const actions = { restore: restoreDialog, purge: purgeDialog, freeze: freezeDialog };
  const action = Object.entries(actions).find(([each]) => each === name)?.[1];
  return action && { POST: (store, request, world) => action(store, id, request, world) };
}

function childMethods(id: string, section: string, childId: string | undefined): Methods | undefined {
  const kind = childKind(section);
  if (!kind) return undefined;
  if (childId === undefined)
    return {
      GET: (store, request, world) => getChildren(kind, store, id, request, world),
      POST: (store, request, world) => postChild(kind, store, id, request, world),
    };
  const get: Methods = { GET: (store, request, world) => getChild(kind, store, id, childId, request, world) };
  if (kind.singular === 'activity') return get;
  return { ...get, PUT: (store, request, world) => putTransmission(store, id, childId, request, world) };
}

function decodedSegments(path: string): string[] | undefined {
  try {
    return path.split('/').slice(1).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
