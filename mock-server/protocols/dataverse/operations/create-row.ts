import { isGuid } from '../../../../core/guid.ts';
import type { HttpResponse } from '../../../../core/http.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { rowsOf } from '../model/rows.ts';
import type { TableModel } from '../model/table.ts';
import { checkExpand } from '../read/check-expand.ts';
import { checkSelect } from '../read/member-names.ts';
import { representRow } from '../read/represent-row.ts';
import { tagText } from '../read/row-tag.ts';
import type { Refusal } from '../refusal.ts';
import { payloadInvalid, rowExists } from '../refusals.ts';
import { annotationsApplied, preferencesApplied, readPreferences } from '../request/parse-preferences.ts';
import { readConditions } from '../request/read-conditions.ts';
import type { WebApiCall } from '../request/web-api-call.ts';
import { respondData, respondNothing } from '../respond.ts';
import { entityIdHeader } from '../service-url.ts';
import { readChanges } from '../write/read-changes.ts';
import { readPayload } from '../write/read-payload.ts';
import { insertRow } from '../write/store-row.ts';

/** POST on an entity set: a row under an id of the server's, or of the body's. */
export function createRow(call: WebApiCall, table: TableModel): HttpResponse | Refusal {
  const { store, query, world } = call;
  const conditions = readConditions(call);
  if (isRefused(conditions)) return conditions;
  const body = readPayload(call);
  if (isRefused(body)) return body;
  const given = body[table.primaryKey];
  if (given !== undefined && !isGuid(given))
    return payloadInvalid(`Cannot convert the literal to the expected type 'Edm.Guid'.`);
  const id = typeof given === 'string' ? given.toLowerCase() : world.uuid(4);
  if (rowsOf(store, table).has(id)) return rowExists();
  const changes = readChanges(call, table, body, true);
  const barred = checkSelect(table, query.select) ?? checkExpand(table, query.expand);
  if (barred) return barred;
  if (isRefused(changes)) return changes;
  const row = insertRow(call, table, id, changes);
  if (isRefused(row)) return row;
  const { representation, annotations } = readPreferences(call);
  if (representation && world.keeps('DV-CRT-002'))
    return respondData(world, 201, representRow(call, table, row, { ...query, annotations }), [
      ...preferencesApplied('return=representation', annotationsApplied(call)),
      ['ETag', tagText(row, world)],
    ]);
  world.cites('DV-CRT-001');
  return respondNothing(world, [entityIdHeader(table, id, world)]);
}
