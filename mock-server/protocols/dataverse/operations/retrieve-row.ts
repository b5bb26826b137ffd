import type { HttpResponse } from '../../../../core/http.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import { rowsOf } from '../model/rows.ts';
import type { TableModel } from '../model/table.ts';
import type { TableRow } from '../model/table-row.ts';
import { checkExpand } from '../read/check-expand.ts';
import { checkSelect } from '../read/member-names.ts';
import { representRow } from '../read/represent-row.ts';
import { namesState, tagText } from '../read/row-tag.ts';
import { isRefusal } from '../refusal.ts';
import { locateRow, notThere } from '../request/locate-row.ts';
import type { KeyPredicate } from '../request/parse-key.ts';
import { parsePreferences } from '../request/parse-preferences.ts';
import { type Conditions, readConditions } from '../request/read-conditions.ts';
import { respondData, respondNothing, respondRefusal } from '../respond.ts';
import { nextVersion } from '../write/store-row.ts';
import type { Exchange } from './exchange.ts';

/** GET on a row. */
export function retrieveRow(exchange: Exchange, table: TableModel, key: KeyPredicate): HttpResponse {
  const { store, request, query, world } = exchange;
  const location = locateRow(store, table, key, world);
  if (isRefusal(location)) return respondRefusal(world, location);
  const conditions = readConditions(request, world);
  if (isRefusal(conditions)) return respondRefusal(world, conditions);
  const barred = checkSelect(table, query.select) ?? checkExpand(table, query.expand);
  if (barred) return respondRefusal(world, barred);
  const { row } = location;
  if (!row) {
    const kept = world.keeps(location.id === undefined ? 'DV-AK-016' : 'DV-GET-005');
    if (!kept) return respondNothing(world);
    const refusal = notThere(location);
    return respondRefusal(world, world.mutant('missing-row-unnamed') ? { ...refusal, message: 'Not Found' } : refusal);
  }
  if (isUnchanged(exchange, row, conditions)) return respondEmpty(304, [['ETag', tagText(row, world)]]);
  if (!world.keeps('DV-GET-008')) rowsOf(store, table).put(row.id, { ...row, version: nextVersion(store) });
  const shape = world.mutant('retrieve-ignores-select') ? { ...query, select: undefined } : query;
  return respondData(
    world,
    200,
    representRow(store, table, row, shape, 'retrieved', world),
    world.keeps('DV-GET-002') ? [['ETag', tagText(row, world)]] : [],
  );
}

/** A row with expanded rows or annotations is never "not modified": its tag says nothing about those. */
function isUnchanged({ request, query, world }: Exchange, row: TableRow, { ifNoneMatch }: Conditions): boolean {
  if (ifNoneMatch === undefined || query.expand.length > 0) return false;
  if (parsePreferences(request.headers).annotations) return false;
  if (namesState(ifNoneMatch, row, world)) return world.keeps('DV-CND-009');
  return !world.keeps('DV-CND-010');
}
