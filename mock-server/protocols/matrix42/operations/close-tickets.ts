import type { HttpResponse } from '../../../../core/http.ts';
import { isJsonArray, type Json, type JsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import { rollBack } from '../../../kernel/store.ts';
import { findDefinition, type ObjectType } from '../model/definitions.ts';
import { type FoundObject, findObject } from '../model/find-object.ts';
import { fragmentsOf } from '../model/fragment-row.ts';
import { refuse, serverError } from '../refuse.ts';
import { readMembers } from '../request/read-members.ts';
import { appendMany, manyOf } from './many-fragments.ts';
import { updateNode } from './update-object.ts';

const members = {
  does: ['ObjectIds', 'Comments', 'Reason', 'SkipFailIfAlreadyClosed'],
  lacks: [
    ...['ErrorType', 'RetireAnnouncement', 'AffectedAsset', 'AffectedService', 'CategoryId'],
    ...['ServicesAvailability', 'AssetsAvailability', 'CloseRelatedIncidents'],
    ...['SendMailToInitiator', 'SendMailToUsers', 'NotifyResponsible', 'SendMailToRelatedResponsibleUsers'],
  ],
} as const;

/** The state "Closed", the reason that is taken where none is given ("Directly Solved"), and what a journal calls a change of state. */
const closed = 204;
const usualReason = 408;
const stateChanged = 7;

/** POST /ticket/close and /problem/close: all of these objects get the state "Closed" and an entry in their journals, or none does. */
export function closeTickets(call: Call, types: readonly ObjectType[], body: JsonObject): HttpResponse {
  const { store, world } = call;
  const read = readMembers(world, body, members);
  if (isRefused(read)) return read.refused;
  const { ObjectIds, Comments, Reason = usualReason, SkipFailIfAlreadyClosed } = read.given;
  if (!isJsonArray(ObjectIds) || ObjectIds.length === 0 || typeof Comments !== 'string')
    return refuse(world, 400, { name: 'InvalidValue', message: 'ObjectIds and Comments are required.' });
  return store.transaction(() => {
    for (const id of ObjectIds) {
      const found = findObject(store, id, types);
      if (!found) return rollBack(serverError(world, { name: 'ObjectNotFound', message: 'No such ticket.' }));
      if (isClosed(call, found)) {
        if (SkipFailIfAlreadyClosed === true) continue;
        return rollBack(serverError(world, { name: 'AlreadyClosed', message: 'The ticket is closed already.' }));
      }
      const refused = closeOne(call, found, Reason, Comments);
      if (refused) return rollBack(refused);
    }
    return respondEmpty(204);
  });
}

function isClosed({ store, world }: Call, { object }: FoundObject): boolean {
  const common = findDefinition('SPSCommonClassBase', world.edition);
  const row = common && fragmentsOf(store, common).get(object.fragments[common.name] ?? '');
  return row?.values['State'] === closed;
}

function closeOne(call: Call, { type, object }: FoundObject, reason: Json, comments: string): HttpResponse | undefined {
  const refused = updateNode(call, type, object, 'SPSCommonClassBase', { State: closed, Reason: reason });
  const journal = manyOf(type, 'SPSActivityClassUnitOfWork', call);
  if (refused || !journal) return refused;
  const entry = { ActivityAction: stateChanged, OriginalSolutionHtml: comments, VisibleInPortal: 0 };
  const added = appendMany(call, type, object, journal, entry);
  return isRefused(added) ? added.refused : undefined;
}
