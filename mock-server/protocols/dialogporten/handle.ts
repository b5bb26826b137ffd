import { type HttpRequest, type HttpResponse, splitTarget } from '../../../core/http.ts';
import { respondEmpty, respondJson } from '../../kernel/respond.ts';
import type { Store } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import type { Handler, Methods } from './model/methods.ts';
import { childKind } from './operations/child-kinds.ts';
import { postChild } from './operations/children.ts';
import { createDialog } from './operations/create-dialog.ts';
import { deleteDialog, freezeDialog, purgeDialog, restoreDialog } from './operations/dialog-actions.ts';
import { forbiddenMethods } from './operations/forbidden-methods.ts';
import { deleteLabel, getLabels, postLabel } from './operations/owner-labels.ts';
import { patchDialog } from './operations/patch-dialog.ts';
import { putDialog } from './operations/put-dialog.ts';
import { putTransmission } from './operations/put-transmission.ts';
import { getChild, getChildren, getDialog } from './operations/read-dialog.ts';
import { searchContexts, searchDialogs } from './operations/search-dialogs.ts';
import { getSeenEntry, getSeenLog } from './operations/seen-log.ts';
import { putSystemLabels } from './operations/system-labels.ts';
import { jsonType } from './problem-details.ts';
import { admit } from './request/admit.ts';

const base = ['api', 'v1', 'serviceowner', 'dialogs'];

/** Answers any request: what there is at the address, who may ask, what the method does there. */
export function handle(store: Store, request: HttpRequest, world: World): HttpResponse {
  if (!world.features.has('service-owner-api')) return respondEmpty(404);
  const methods = methodsAt(splitTarget(request.target).path);
  if (!methods) return respondEmpty(404);
  const handler = methods[request.method] ?? forbiddenMethods(methods, request, world);
  if (!handler) return methodNotAllowed(methods, world);
  return admit(handler, store, request, world);
}

function methodNotAllowed(methods: Methods, world: World): HttpResponse {
  if (!world.keeps('DP-ERR-016')) return respondEmpty(501);
  if (world.variant('gateway-knows-no-such-method'))
    return respondJson(404, jsonType, { statusCode: 404, message: 'Resource not found' });
  const allow = Object.keys(methods).sort().join(', ');
  return respondEmpty(405, world.mutant('405-without-allow') ? [] : [['Allow', allow]]);
}

function methodsAt(path: string): Methods | undefined {
  const segments = decodedSegments(path);
  if (!segments || !base.every((name, index) => segments[index]?.toLowerCase() === name)) return undefined;
  const [id, section, sub, extra, ...rest] = segments.slice(base.length).filter((segment) => segment !== '');
  if (rest.length > 0) return undefined;
  if (id === undefined) return { GET: searchDialogs, POST: createDialog };
  if (section === undefined && id.toLowerCase() === 'endusercontext') return { GET: searchContexts };
  const of = (handle: (store: Store, id: string, request: HttpRequest, world: World) => HttpResponse): Handler => {
    return (store, request, world) => handle(store, id, request, world);
  };
  if (section === undefined)
    return { DELETE: of(deleteDialog), GET: of(getDialog), PATCH: of(patchDialog), PUT: of(putDialog) };
  switch (section.toLowerCase()) {
    case 'actions':
      return extra === undefined ? actionMethods(sub?.toLowerCase(), of) : undefined;
    case 'context':
      return sub?.toLowerCase() === 'labels' ? labelMethods(id, extra, of) : undefined;
    case 'endusercontext':
      return sub?.toLowerCase() === 'systemlabels' && extra === undefined ? { PUT: of(putSystemLabels) } : undefined;
    case 'seenlog':
      if (extra !== undefined) return undefined;
      if (sub === undefined) return { GET: of(getSeenLog) };
      return { GET: (store, request, world) => getSeenEntry(store, id, sub, request, world) };
    default:
      return extra === undefined ? childMethods(id, section.toLowerCase(), sub) : undefined;
  }
}

type Bind = (handle: (store: Store, id: string, request: HttpRequest, world: World) => HttpResponse) => Handler;

function actionMethods(name: string | undefined, of: Bind): Methods | undefined {
  const actions = { restore: restoreDialog, purge: purgeDialog, freeze: freezeDialog };
  const action = Object.entries(actions).find(([each]) => each === name)?.[1];
  return action && { POST: of(action) };
}

function labelMethods(id: string, label: string | undefined, of: Bind): Methods {
  if (label === undefined) return { GET: of(getLabels), POST: of(postLabel) };
  return { DELETE: (store, request, world) => deleteLabel(store, id, label, request, world) };
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
