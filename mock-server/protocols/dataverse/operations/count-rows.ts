import type { HttpResponse } from '../../../../core/http.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { respondText } from '../../../kernel/respond.ts';
import type { TableModel } from '../model/table.ts';
import { findRows } from '../read/find-rows.ts';
import type { Refusal } from '../refusal.ts';
import { largestPage } from '../request/parse-preferences.ts';
import type { WebApiCall } from '../request/web-api-call.ts';

/** GET on "set/$count": how many rows $filter lets pass, up to 5000, as a text. */
export function countRows(call: WebApiCall, table: TableModel): HttpResponse | Refusal {
  const found = findRows(call, table);
  if (isRefused(found)) return found;
  call.world.cites('DV-LST-007', 'DV-GET-010');
  return respondText(200, 'text/plain', String(Math.min(found.length, largestPage)));
}
