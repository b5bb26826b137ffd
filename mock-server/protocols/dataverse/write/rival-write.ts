import { jsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { jsonRival } from '../../../kernel/json-rival.ts';
import { isRefused } from '../../../kernel/refused.ts';
import type { Rival } from '../../../kernel/workbench.ts';
import { findColumn } from '../model/table.ts';
import { locateRow } from '../request/locate-row.ts';
import { parseRoute } from '../request/parse-route.ts';

/** Another primary name for the row that the URL names. */
export function rivalWrite(call: Call, count: number): Rival | undefined {
  const route = parseRoute(call.request.target);
  if (isRefused(route) || !('key' in route.resource)) return undefined;
  const { table, key } = route.resource;
  const found = locateRow(call, table, key);
  if (isRefused(found) || !found.row) return undefined;
  const name = findColumn(table, table.primaryName);
  const text = name?.writable ? table.primaryName : table.columns.find(isText)?.name;
  if (text === undefined) return undefined;
  const target = `${route.servicePath}/${table.setName}(${found.row.id})`;
  return jsonRival('PATCH', target, jsonObject([[text, `Somebody else ${count}`]]), {
    by: { id: 'caller', claims: {} },
    headers: [['If-Match', '*']],
  });
}

function isText({ type, writable }: { readonly type: { readonly kind: string }; readonly writable: boolean }): boolean {
  return writable && type.kind === 'text';
}
