import type { HttpResponse } from '../../../../core/http.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { linkTo } from '../model/links.ts';
import { associate, type Collection } from '../model/navigation.ts';
import type { TableModel } from '../model/table.ts';
import type { Changes, TableRow } from '../model/table-row.ts';
import { checkExpand } from '../read/check-expand.ts';
import { checkSelect } from '../read/member-names.ts';
import { representRow } from '../read/represent-row.ts';
import { tagText } from '../read/row-tag.ts';
import type { Refusal } from '../refusal.ts';
import { annotationsApplied, preferencesApplied, readPreferences } from '../request/parse-preferences.ts';
import { readConditions } from '../request/read-conditions.ts';
import type { WebApiCall } from '../request/web-api-call.ts';
import { respondData, respondNothing } from '../respond.ts';
import { entityIdHeader } from '../service-url.ts';
import { insertDeep } from '../write/insert-deep.ts';
import { readPayload } from '../write/read-payload.ts';

/** A collection and the row that has it. */
export interface Owned {
  readonly collection: Collection;
  readonly owner: TableRow;
}

/** POST on an entity set: a row under an id of the server's, or of the body's. `into`: the collection that it is put into. */
export function createRow(call: WebApiCall, table: TableModel, into?: Owned): HttpResponse | Refusal {
  const { query, world } = call;
  const conditions = readConditions(call);
  if (isRefused(conditions)) return conditions;
  const body = readPayload(call);
  if (isRefused(body)) return body;
  const barred = checkSelect(table, query.select) ?? checkExpand(table, query.expand);
  if (barred) return barred;
  const row = insertDeep(call, table, body, linksInto(into));
  if (isRefused(row)) return row;
  if (into?.collection.kind === 'many-to-many') associate(call.store, into.owner.id, into.collection, row.id, true);
  const { representation, annotations } = readPreferences(call);
  if (query.expand.length > 0 && representation) world.cites('DV-CRT-004');
  if (representation && world.keeps('DV-CRT-002'))
    return respondData(world, 201, representRow(call, table, row, { ...query, annotations }), [
      ...preferencesApplied('return=representation', annotationsApplied(call)),
      ['ETag', tagText(row, world)],
    ]);
  world.cites('DV-CRT-001');
  return respondNothing(world, [entityIdHeader(table, row.id, world)]);
}

/** What a row refers to that is in a collection of one to many. */
function linksInto(into: Owned | undefined): Changes {
  if (into?.collection.kind !== 'one-to-many') return {};
  const { table, lookup } = into.collection;
  return linkTo(table, lookup, into.owner.id);
}
