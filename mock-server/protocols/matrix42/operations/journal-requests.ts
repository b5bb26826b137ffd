import type { HttpResponse } from '../../../../core/http.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { isRefused, type Refused, refusedWith } from '../../../kernel/refused.ts';
import { respondJson } from '../../../kernel/respond.ts';
import { findDefinition } from '../model/definitions.ts';
import { type FoundObject, findObject } from '../model/find-object.ts';
import { type FragmentRow, fragmentsOf } from '../model/fragment-row.ts';
import { languageOf, localise } from '../read/language.ts';
import { renderId } from '../read/render-fragment.ts';
import { jsonType, refuse, serverError } from '../refuse.ts';
import { optionOf } from '../request/option-of.ts';
import { readMembers } from '../request/read-members.ts';
import { appendMany, manyOf } from './many-fragments.ts';

const journal = 'SPSActivityClassUnitOfWork';

/** What says which object an entry belongs to: some clients name the type of an entry and the ticket beside it. */
const addressing = ['ObjectId', 'TargetObjectId', 'TypeId'] as const;

const members = {
  does: ['Comments', 'EntryType', 'Creator', 'VisibleInPortal', ...addressing],
  lacks: ['Publish', 'Parameters', 'FileIds', 'IsFromEditDialog'],
  spares: ['SkipRaiseCoRuEvent'],
} as const;

/** What an entry of a journal holds, from the form in which it is sent. */
export function readEntry(
  { world }: Pick<Call, 'world'>,
  body: Json,
): { readonly values: JsonObject; readonly target: Json | undefined; readonly object: Json | undefined } | Refused {
  if (!isJsonObject(body))
    return refusedWith(refuse(world, 400, { name: 'InvalidValue', message: 'A journal entry is an object.' }));
  const read = readMembers(world, body, members);
  if (isRefused(read)) return read;
  const { Comments, EntryType, Creator, VisibleInPortal, ObjectId, TargetObjectId } = read.given;
  return {
    object: ObjectId,
    target: TargetObjectId,
    values: {
      ActivityAction: EntryType ?? 0,
      VisibleInPortal: VisibleInPortal ?? 0,
      ...(Comments === undefined ? {} : { OriginalSolutionHtml: Comments }),
      ...(Creator === undefined ? {} : { Creator }),
    },
  };
}

/** POST /journal/add: one entry more in the journal of an object, with its text or, to be filled by an update, without; answers its id. */
export function addJournalEntry(call: Call, body: JsonObject): HttpResponse {
  const { world, store } = call;
  const entry = readEntry(call, body);
  if (isRefused(entry)) return entry.refused;
  const found = findObject(store, entry.object);
  const definition = found && manyOf(found.type, journal, call);
  if (!found || !definition || !isOf(call, found, entry.target))
    return serverError(world, { name: 'ObjectNotFound', message: 'No such object has a journal.' });
  const added = appendMany(call, found.type, found.object, definition, entry.values);
  return isRefused(added) ? added.refused : respondJson(200, jsonType, { JournalId: renderId(added.id, world) });
}

/** Does an id that is named beside an object mean that object, or a fragment of it? */
function isOf({ world, store }: Call, { type, object }: FoundObject, id: Json | undefined): boolean {
  if (id === undefined) return true;
  const named = String(id).toLowerCase();
  return (
    named === object.id ||
    type.definitions.some((name) => {
      const definition = findDefinition(name, world.edition);
      return definition !== undefined && fragmentsOf(store, definition).get(named)?.owner?.id === object.id;
    })
  );
}

/** GET /journal: the entries of an object, the newest first. */
export function listJournal(call: Call, query: string | undefined): HttpResponse {
  const { world, store } = call;
  // Text that names objects is shown through it; without it the service was seen to refuse.
  if ((optionOf(query, 'objectLinkTemplate') ?? '') === '')
    return refuse(world, 400, { name: 'InvalidValue', message: 'objectLinkTemplate is required.' });
  if (Number(optionOf(query, 'timeOffset') ?? 0) !== 0) {
    world.unmodelled('timeOffset');
    return serverError(world, { name: 'NotSupported', message: 'Times are shown in UTC alone.' });
  }
  const found = findObject(store, optionOf(query, 'objectId'));
  const definition = found && manyOf(found.type, journal, call);
  if (!found || !definition)
    return serverError(world, { name: 'ObjectNotFound', message: 'No such object has a journal.' });
  const [start = '0', count = '25'] = ['start', 'count'].map((name) => optionOf(query, name));
  if (![start, count].every((value) => /^\d{1,9}$/.test(value)))
    return refuse(world, 400, { name: 'InvalidValue', message: 'start and count are whole numbers.' });
  const rows = fragmentsOf(store, definition);
  const entries = (found.object.many?.[journal] ?? []).flatMap((id) => rows.get(id) ?? []).reverse();
  const shown = entries.slice(Number(start), Number(start) + Number(count));
  return respondJson(
    200,
    jsonType,
    shown.map((row) => showEntry(call, row)),
  );
}

function showEntry(call: Call, { id, values }: FragmentRow): JsonObject {
  return {
    Id: renderId(id, call.world),
    CreatedDate: values['CreatedDate'] ?? null,
    Header: nameOf(call, 'SPSJournalEntryPickupType', (row) => row.values['Value'] === values['ActivityAction']),
    Text: values['OriginalSolutionHtml'] ?? values['OriginalSolution'] ?? '',
    Creator: nameOf(call, 'SPSUserClassBase', (row) => row.id === values['Creator']),
  };
}

/** What a row of a definition is called; "" where there is none. */
function nameOf({ store, world, request }: Call, name: string, is: (row: FragmentRow) => boolean): Json {
  const definition = findDefinition(name, world.edition);
  for (const [, row] of definition ? fragmentsOf(store, definition).entries() : [])
    if (definition && is(row))
      return localise(definition, definition.display, row.values[definition.display] ?? '', languageOf(request));
  return '';
}
