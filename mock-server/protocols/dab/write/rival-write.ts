import { splitTarget } from '../../../../core/http.ts';
import { isJsonNumber, type Json, jsonObject } from '../../../../core/json.ts';
import type { Call as Received } from '../../../kernel/call.ts';
import { jsonRival } from '../../../kernel/json-rival.ts';
import { isRefused } from '../../../kernel/refused.ts';
import type { Rival } from '../../../kernel/workbench.ts';
import { configurationOf } from '../model/configuration.ts';
import type { Column } from '../model/entity.ts';
import { rowKey, rowsOf } from '../model/rows.ts';
import { readKey } from '../request/read-key.ts';
import { readRoute } from '../request/read-route.ts';
import { formOf } from '../request/write-form.ts';

/** Another value in a column of the row that the URL names. */
export function rivalWrite(
  received: Received,
  count: number,
  wanted: ReadonlySet<string> = new Set(),
): Rival | undefined {
  const { request, store, world } = received;
  const configuration = configurationOf(world);
  const route = readRoute(request, configuration, world);
  if (isRefused(route) || route.keyRoute === '') return undefined;
  const call = { ...received, ...route, role: 'authenticated', configuration };
  const key = readKey(call, formOf({ ...request, method: 'PATCH' }, false, false));
  if (isRefused(key)) return undefined;
  const { entity } = route;
  const row = rowsOf(store, entity).get(rowKey(entity, key.values));
  if (!row) return undefined;
  const inOrder = [...entity.columns.filter(({ exposed }) => wanted.has(exposed)), ...entity.columns];
  for (const column of inOrder) {
    const value = entity.key.includes(column.name) ? undefined : otherValue(column, row[column.name], count);
    if (value === undefined) continue;
    return jsonRival('PATCH', splitTarget(request.target).path, jsonObject([[column.exposed, value]]), {
      by: { id: 'caller', claims: {} },
      sets: [column.exposed, value],
    });
  }
  return undefined;
}

/** Undefined: nobody can say what another value of this column would be. */
function otherValue({ type, length, generated, references }: Column, value: Json | undefined, count: number) {
  if (generated !== undefined || references !== undefined) return undefined;
  if (type === 'text') return `Somebody else ${count}`.slice(0, length);
  if (type === 'boolean') return value !== true;
  if (type === 'smallint' || type === 'int' || type === 'bigint')
    return isJsonNumber(value) && Number(value) === count ? count + 1 : count;
  return undefined;
}
