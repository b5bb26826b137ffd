import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../../../core/json.ts';
import { withJson, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { done } from '../../../kernel/bugs/when.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { without } from './attach.ts';
import { asking, did, lists, not, reads, where } from './when.ts';

/** Bugs that show in one member of one class of answers: it is not there, or is not what another answer shows. */
export const oneMemberMutants: readonly Mutant[] = mutantsOf(
  [
    ['lists-without-deletion', 'A deleted dialog in a list was deleted on another day.', 'DP-GET-014'],
    ['pages-lead-nowhere', 'A page that has a next one has no token for it.', 'DP-GET-009'],
    ['contexts-without-revision', 'A list of label contexts has no revisions.', 'DP-GET-014'],
    ['contexts-with-another-revision', 'A list of label contexts has other revisions.', 'DP-GET-014'],
    ['dialogs-without-preceding-process', 'A dialog does not show what process came before.', 'DP-GET-014'],
    ['actions-without-title', 'The actions of a dialog have no title.', 'DP-GET-014'],
    ['activities-of-another-type', 'A list of activities says Information of each.', 'DP-GET-014'],
    ['transmissions-without-content', 'A list of transmissions is shown without content.', 'DP-GET-014'],
    ['transmissions-without-key', 'A transmission in its dialog does not show its key.', 'DP-GET-014'],
    ['opened-is-never-shown', 'No transmission is shown as opened.', 'DP-TX-009'],
    ['opened-from-the-beginning', 'Every transmission is shown as opened.', 'DP-TX-009'],
    ['seen-log-stays-empty', 'Nobody is in the seen log.', 'DP-GET-015'],
    ['seen-is-not-shown-to-the-owner', 'The owner does not see in a dialog who has seen it.', 'DP-GET-015'],
    ['label-removal-is-200', 'The removal of a label is answered with 200.', 'DP-LBL-003'],
    ['labels-not-in-the-dialog', 'A dialog does not show the labels of its owner.', 'DP-LBL-002'],
  ],
  {
    'lists-without-deletion': withJson(done(lists), (body) =>
      inItems(body, (item) =>
        'deletedAt' in (item as JsonObject) ? { ...(item as JsonObject), deletedAt: longAgo } : item,
      ),
    ),
    'pages-lead-nowhere': withJson(done(lists), (body) => without(body, 'continuationToken')),
    'contexts-without-revision': withJson(done(reads('contexts')), (body) =>
      inItems(body, (item) => without(item, 'endUserContextRevision')),
    ),
    'contexts-with-another-revision': withJson(done(reads('contexts')), (body) =>
      inItems(body, (item) => ({
        ...(item as JsonObject),
        endUserContextRevision: (item as JsonObject)['dialogId'] ?? null,
      })),
    ),
    'dialogs-without-preceding-process': withJson(done(reads('dialog')), (body) => without(body, 'precedingProcess')),
    'actions-without-title': withJson(done(reads('dialog')), (body) =>
      inMember(body, 'guiActions', (action) => without(action, 'title')),
    ),
    'activities-of-another-type': withJson(done(reads('activities')), (body) =>
      inList(body, (each) => ({ ...(each as JsonObject), type: 'Information' })),
    ),
    'transmissions-without-content': withJson(done(reads('transmissions')), (body) =>
      inList(body, (each) => without(each, 'content')),
    ),
    'transmissions-without-key': withJson(done(reads('dialog')), (body) =>
      inMember(body, 'transmissions', (each) => without(each, 'idempotentKey')),
    ),
    'opened-is-never-shown': withJson(done(reads('dialog')), (body) => opened(body, false)),
    'opened-from-the-beginning': withJson(done(reads('dialog')), (body) => opened(body, true)),
    'seen-log-stays-empty': withJson(done(reads('seen log')), () => []),
    'seen-is-not-shown-to-the-owner': withJson(where(done(reads('dialog')), not(asking('endUserId', /^/))), (body) => ({
      ...(body as JsonObject),
      seenSinceLastUpdate: [],
      seenSinceLastContentUpdate: [],
    })),
    'label-removal-is-200': withStatus(
      200,
      where(did('labels'), ({ request }) => request.method === 'DELETE'),
    ),
    'labels-not-in-the-dialog': withJson(done(reads('dialog')), (body) => ({
      ...(body as JsonObject),
      serviceOwnerContext: { ...((body as JsonObject)['serviceOwnerContext'] as JsonObject), serviceOwnerLabels: [] },
    })),
  },
);

const longAgo = '2001-01-01T00:00:00.0000000Z';

function opened(dialog: Json, isOpened: boolean): Json {
  return inMember(dialog, 'transmissions', (each) => ({ ...(each as JsonObject), isOpened }));
}

function inList(body: Json, change: (item: Json) => Json): Json {
  return isJsonArray(body) ? body.map(change) : body;
}

function inMember(body: Json, name: string, change: (item: Json) => Json): Json {
  return isJsonObject(body) && isJsonArray(body[name]) ? { ...body, [name]: inList(body[name], change) } : body;
}

function inItems(body: Json, change: (item: Json) => Json): Json {
  return inMember(body, 'items', change);
}
