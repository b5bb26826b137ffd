import type { HttpResponse } from '../../../../core/http.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import type { TableModel } from '../model/table.ts';
import type { TableRow } from '../model/table-row.ts';
import { checkExpand } from '../read/check-expand.ts';
import { checkSelect } from '../read/member-names.ts';
import { representRow } from '../read/represent-row.ts';
import { namesState, tagText } from '../read/row-tag.ts';
import type { Refusal } from '../refusal.ts';
import { locateRow, notThere } from '../request/locate-row.ts';
import type { KeyPredicate } from '../request/parse-key.ts';
import {
  annotationsApplied,
  parsePreferences,
  preferencesApplied,
  readPreferences,
} from '../request/parse-preferences.ts';
import { type Conditions, readConditions } from '../request/read-conditions.ts';
import type { WebApiCall } from '../request/web-api-call.ts';
import { respondData } from '../respond.ts';

/** GET on a row. */
export function retrieveRow(call: WebApiCall, table: TableModel, key: KeyPredicate): HttpResponse | Refusal {
  const { query, world } = call;
  const location = locateRow(call, table, key);
  if (isRefused(location)) return location;
  const conditions = readConditions(call);
  if (isRefused(conditions)) return conditions;
  const barred = checkSelect(table, query.select) ?? checkExpand(table, query.expand);
  if (barred) return barred;
  const { row } = location;
  if (!row) {
    world.cites(location.id === undefined ? 'DV-AK-016' : 'DV-GET-005');
    return notThere(location);
  }
  const conditional = table.optimisticConcurrency !== false || !world.keepsFor('read', 'DV-CND-013');
  if (conditional && isUnchanged(call, row, conditions)) {
    world.cites('DV-GET-012');
    return respondEmpty(304, [['ETag', tagText(row, world)]]);
  }
  world.cites('DV-GET-001', 'DV-GET-002', 'DV-GET-008', 'DV-GET-010', ...(query.select ? [] : ['DV-GET-011']));
  if (query.expand.length > 0) world.cites('DV-GET-013');
  const shown = representRow(call, table, row, {
    ...query,
    annotations: readPreferences(call).annotations,
  });
  return respondData(world, 200, shown, [
    ['ETag', tagText(row, world)],
    ...preferencesApplied(annotationsApplied(call)),
  ]);
}

/** A row with expanded rows or annotations is never "not modified": its tag says nothing about those. */
function isUnchanged({ request, query, world }: WebApiCall, row: TableRow, { ifNoneMatch }: Conditions): boolean {
  if (ifNoneMatch === undefined) return false;
  if (query.expand.length > 0 && world.keeps('DV-CND-011')) return false;
  if (parsePreferences(request.headers).annotations !== undefined && world.keeps('DV-CND-012')) return false;
  if (namesState(ifNoneMatch, row, world)) return world.keeps('DV-CND-009');
  world.cites('DV-CND-010');
  return false;
}
