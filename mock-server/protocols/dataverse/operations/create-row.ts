import { isGuid } from '../../../../core/guid.ts';
import type { HttpResponse } from '../../../../core/http.ts';
import { removeRow, rowsOf } from '../model/rows.ts';
import type { TableModel } from '../model/table.ts';
import { checkSelect } from '../read/member-names.ts';
import { representRow } from '../read/represent-row.ts';
import { tagText } from '../read/row-tag.ts';
import { isRefusal } from '../refusal.ts';
import { payloadInvalid, rowExists } from '../refusals.ts';
import { parsePreferences } from '../request/parse-preferences.ts';
import { readConditions } from '../request/read-conditions.ts';
import { respondData, respondNothing, respondRefusal } from '../respond.ts';
import { entityIdHeader } from '../service-url.ts';
import { readChanges } from '../write/read-changes.ts';
import { readPayload } from '../write/read-payload.ts';
import { insertRow } from '../write/store-row.ts';
import type { Exchange } from './exchange.ts';

/** POST on an entity set: a row under an id of the server's, or of the body's. */
export function createRow({ store, request, query, world }: Exchange, table: TableModel): HttpResponse {
  const conditions = readConditions(request, world);
  if (isRefusal(conditions)) return respondRefusal(world, conditions);
  const body = readPayload(request, world);
  if (isRefusal(body)) return respondRefusal(world, body);
  const given = body[table.primaryKey];
  if (given !== undefined && !isGuid(given))
    return respondRefusal(world, payloadInvalid(`Cannot convert the literal to the expected type 'Edm.Guid'.`));
  const id = typeof given === 'string' ? given.toLowerCase() : world.uuid(4);
  if (rowsOf(store, table).has(id)) return respondRefusal(world, rowExists());
  const { changes, refusal } = readChanges(store, table, body, world, true);
  const barred = checkSelect(table, query.select) ?? refusal;
  if (barred && world.mutant('bad-create-leaves-a-row')) insertRow(store, table, id, changes, world);
  if (barred) return respondRefusal(world, barred);
  const row = insertRow(store, table, id, changes, world);
  if (!isRefusal(row) && world.mutant('post-answered-but-lost')) removeRow(store, table, row);
  if (isRefusal(row)) return respondRefusal(world, row);
  if (!parsePreferences(request.headers).representation || !world.keeps('DV-CRT-002')) {
    const headers = world.mutant('post-without-entity-id') ? [] : [entityIdHeader(table, id, world)];
    return world.keeps('DV-CRT-001') ? respondNothing(world, headers) : respondData(world, 201, {}, headers);
  }
  const shown = representRow(store, table, row, query, 'created', world);
  return respondData(world, 201, shown, [
    ['Preference-Applied', 'return=representation'],
    ['ETag', tagText(row, world)],
  ]);
}
