import { type Json, type JsonObject, jsonObject } from '../../../../core/json.ts';
import type { ExpandItem } from '../../../kernel/odata/parse-expand.ts';
import type { World } from '../../../kernel/world.ts';
import { followLookup } from '../model/links.ts';
import { findLookup, type TableModel } from '../model/table.ts';
import type { TableRow } from '../model/table-row.ts';
import { namesOf } from '../request/parse-query.ts';
import type { WebApiCall } from '../request/web-api-call.ts';
import { serviceUrl } from '../service-url.ts';
import { annotate } from './annotate.ts';
import { allMembers, selectedMembers } from './member-names.ts';
import { memberValue } from './member-value.ts';
import { tagText } from './row-tag.ts';
import type { Shape } from './shape.ts';

/** One row as a JSON answer of its own, with context and tag. */
export function representRow(call: WebApiCall, table: TableModel, row: TableRow, shape: Shape): JsonObject {
  return jsonObject([
    ['@odata.context', contextUrl(table, shape, call.world)],
    ['@odata.etag', tagText(row, call.world)],
    ...rowMembers(call, table, row, shape),
  ]);
}

/** The members of a row as they stand in an answer or in a list. */
export function rowMembers(
  call: WebApiCall,
  table: TableModel,
  row: TableRow,
  { select, expand, annotations }: Shape,
): (readonly [string, Json])[] {
  const names = select ? selectedMembers(table, select, call.world) : allMembers(table);
  const own = names.flatMap((name) => {
    const value = memberValue(call.store, table, row, name);
    return [...annotate(call, table, { row, name, value }, annotations), [name, value] as const];
  });
  return [...own, ...expand.map((item) => [item.name, expanded(call, table, row, item, annotations)] as const)];
}

function expanded(
  call: WebApiCall,
  table: TableModel,
  row: TableRow,
  item: ExpandItem,
  annotations: Shape['annotations'],
): Json {
  const { store, world } = call;
  const lookup = findLookup(table, item.name);
  const link = lookup && followLookup(store, table, row, lookup);
  if (!link) return null;
  const shape = { select: namesOf(item.select), expand: item.expand, annotations };
  return jsonObject([['@odata.etag', tagText(link.row, world)], ...rowMembers(call, link.target, link.row, shape)]);
}

/** The context URL of one row. The update page shows it without its select list, other pages with it. */
function contextUrl(table: TableModel, { select, expand }: Shape, world: World): string {
  const bare = world.edition === 'documented' || world.variant('context-without-list');
  const nested = expand.map((item) => `${item.name}(${namesOf(item.select)?.join(',') ?? ''})`);
  const list = [...(select ?? []), ...nested].join(',');
  const names = bare || list === '' ? '' : `(${list})`;
  world.cites('DV-GET-003');
  return `${serviceUrl(world)}/$metadata#${table.setName}${names}/$entity`;
}
