import { type HttpRequest, type HttpResponse, splitTarget } from '../../../core/http.ts';
import type { Call } from '../../kernel/call.ts';
import { respondEmpty, respondJson } from '../../kernel/respond.ts';
import { createRouter, decodeSegment, type Route } from '../../kernel/router.ts';
import type { Store } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import { nameOfElsewhere } from './model/elsewhere.ts';
import { bulkSetSystemLabels } from './operations/bulk-system-labels.ts';
import { activities, transmissions } from './operations/child-kinds.ts';
import { postChild } from './operations/children.ts';
import { createDialog } from './operations/create-dialog.ts';
import { describeApi } from './operations/describe-api.ts';
import { deleteDialog, freezeDialog, purgeDialog, restoreDialog } from './operations/dialog-actions.ts';
import { deleteLabel, getLabels, postLabel } from './operations/owner-labels.ts';
import { patchDialog } from './operations/patch-dialog.ts';
import { putDialog } from './operations/put-dialog.ts';
import { putTransmission } from './operations/put-transmission.ts';
import { getChild, getChildren, getDialog } from './operations/read-dialog.ts';
import { searchContexts, searchDialogs } from './operations/search-dialogs.ts';
import { getSeenEntry, getSeenLog } from './operations/seen-log.ts';
import { putSystemLabels } from './operations/system-labels.ts';
import { jsonType } from './problem-details.ts';
import { refuseCaller } from './request/refuse-caller.ts';

/** What a method does at an address; `id` of the dialog, `sub` of what is in it. */
type Handler = (call: Call, id: string, sub: string) => HttpResponse;

const dialogs = '/api/v1/serviceowner/dialogs';
const at = (method: string, path: string, handler: Handler): Route<Handler> => ({
  method,
  template: `${dialogs}${path}`,
  handler,
});

const routes: readonly Route<Handler>[] = [
  at('GET', '', searchDialogs),
  at('POST', '', createDialog),
  at('GET', '/endusercontext', searchContexts),
  at('DELETE', '/{id}', deleteDialog),
  at('GET', '/{id}', getDialog),
  at('PATCH', '/{id}', patchDialog),
  at('PUT', '/{id}', putDialog),
  at('POST', '/{id}/actions/restore', restoreDialog),
  at('POST', '/{id}/actions/purge', purgeDialog),
  at('POST', '/{id}/actions/freeze', freezeDialog),
  at('GET', '/{id}/context/labels', getLabels),
  at('POST', '/{id}/context/labels', postLabel),
  at('DELETE', '/{id}/context/labels/{sub}', deleteLabel),
  at('PUT', '/{id}/endusercontext/systemlabels', putSystemLabels),
  at('POST', '/endusercontext/systemlabels/actions/bulkset', bulkSetSystemLabels),
  at('GET', '/{id}/seenlog', getSeenLog),
  at('GET', '/{id}/seenlog/{sub}', getSeenEntry),
  at('GET', '/{id}/activities', getChildren(activities)),
  at('POST', '/{id}/activities', postChild(activities)),
  at('GET', '/{id}/activities/{sub}', getChild(activities)),
  at('GET', '/{id}/transmissions', getChildren(transmissions)),
  at('POST', '/{id}/transmissions', postChild(transmissions)),
  at('GET', '/{id}/transmissions/{sub}', getChild(transmissions)),
  at('PUT', '/{id}/transmissions/{sub}', putTransmission),
];
const find = createRouter(routes, { anyCase: true });

/** Answers any request: what there is at the address, who may ask, what the method does there. */
export function handle(store: Store, request: HttpRequest, world: World): HttpResponse {
  const call: Call = { store, request, world };
  if (!world.features.has('service-owner-api')) return respondEmpty(404);
  const path = splitTarget(request.target).path.replace(/(?<=.)\/$/, '');
  const found = find(request.method, path);
  if (found.kind === 'not-found') {
    const description = describeApi(request.method, path, routes, world);
    if (description) return description;
    world.unmodelled(...[nameOfElsewhere(path) ?? []].flat());
    return respondEmpty(404);
  }
  if (found.kind === 'wrong-method') return methodNotAllowed(found.allowed, world);
  const [id, sub] = [decodeSegment(found.params['id'] ?? ''), decodeSegment(found.params['sub'] ?? '')];
  if (id === undefined || sub === undefined) return respondEmpty(404);
  return refuseCaller(call) ?? found.handler(call, id, sub);
}

function methodNotAllowed(allowed: readonly string[], world: World): HttpResponse {
  world.cites('DP-ERR-016');
  if (world.variant('gateway-knows-no-such-method'))
    return respondJson(404, jsonType, { statusCode: 404, message: 'Resource not found' });
  return respondEmpty(405, [['Allow', allowed.toSorted().join(', ')]]);
}
