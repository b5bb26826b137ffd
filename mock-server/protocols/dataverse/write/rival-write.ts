import { jsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { jsonRival } from '../../../kernel/json-rival.ts';
import { isRefused } from '../../../kernel/refused.ts';
import type { Rival } from '../../../kernel/workbench.ts';
import { findColumn } from '../model/table.ts';
import { locateRow } from '../request/locate-row.ts';
import { parseRoute } from '../request/parse-route.ts';

/** Another text for the row that the URL names: a wanted one, or its primary name. */
export function rivalWrite(call: Call, count: number, wanted: ReadonlySet<string> = new Set()): Rival | undefined {
  const route = parseRoute(call.request.target);
  if (isRefused(route) || !('key' in route.resource)) return undefined;
  const { table, key } = route.resource;
  const found = locateRow(call, table, key);
  if (isRefused(found) || !found.row) return undefined;
  const texts = table.columns.filter(isText);
  const name = findColumn(table, table.primaryName);
  const usual = name?.writable ? table.primaryName : texts[0]?.name;
  const text = texts.find((column) => wanted.has(column.name))?.name ?? usual;
  if (text === undefined) return undefined;
  const target = `${route.servicePath}/${table.setName}(${found.row.id})`;
  const value = `Somebody else ${count}`;
  return jsonRival('PATCH', target, jsonObject([[text, value]]), {
    by: { id: 'caller', claims: {} },
    sets: [text, value],
    headers: [['If-Match', '*']],
  });
}

function isText({ type, writable }: { readonly type: { readonly kind: string }; readonly writable: boolean }): boolean {
  return writable && type.kind === 'text';
}
