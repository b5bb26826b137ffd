import { type Json, type JsonObject, jsonObject } from '../../../../core/json.ts';
import type { ExpandItem } from '../../../kernel/odata/parse-expand.ts';
import type { World } from '../../../kernel/world.ts';
import { followLookup } from '../model/links.ts';
import { type Collection, findCollection, rowsIn } from '../model/navigation.ts';
import { findLookup, lookupValueName, type TableModel } from '../model/table.ts';
import type { TableRow } from '../model/table-row.ts';
import { namesOf } from '../request/parse-query.ts';
import type { WebApiCall } from '../request/web-api-call.ts';
import { collectionShown } from '../seams.ts';
import { serviceUrl } from '../service-url.ts';
import { annotate } from './annotate.ts';
import { sortRows } from './list-query.ts';
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
  return [...own, ...expand.flatMap((item) => expanded(call, table, row, item, annotations))];
}

function expanded(
  call: WebApiCall,
  table: TableModel,
  row: TableRow,
  item: ExpandItem,
  annotations: Shape['annotations'],
): (readonly [string, Json])[] {
  const collection = findCollection(table, item.name);
  if (collection) return expandedCollection(call, table, row, item, collection, annotations);
  return [[item.name, expandedRow(call, table, row, item, annotations)]];
}

/** The rows of a collection, and the address at which they are listed by themselves. */
function expandedCollection(
  call: WebApiCall,
  table: TableModel,
  row: TableRow,
  item: ExpandItem,
  collection: Collection,
  annotations: Shape['annotations'],
): (readonly [string, Json])[] {
  const { store, world } = call;
  world.cites('DV-GET-015');
  const inside = world.through(collectionShown, rowsIn(store, row.id, collection), { store, collection });
  const sorted = sortRows(call, collection.table, inside, item).slice(0, item.top);
  // Beside what is selected stands the lookup that leads back.
  const back = collection.kind === 'one-to-many' ? [lookupValueName(collection.lookup)] : [];
  const select = namesOf(item.select);
  const shape = { select: select && [...select, ...back], expand: item.expand, annotations };
  const items = sorted.map((one) =>
    jsonObject([['@odata.etag', tagText(one, world)], ...rowMembers(call, collection.table, one, shape)]),
  );
  const names = select === undefined ? '' : `?$select=${select.join(',')}`;
  const url = `${serviceUrl(world)}/${table.setName}(${row.id})/${item.name}${names}`;
  return [
    [item.name, items],
    [`${item.name}@odata.nextLink`, url],
  ];
}

function expandedRow(
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

/** What a context URL says of what is shown: the names that are selected and expanded, in parentheses; nothing for everything. */
export function shownNames({ select, expand }: Pick<Shape, 'select' | 'expand'>): string {
  const nested = expand.map((item): string => {
    const inner = shownNames({ select: namesOf(item.select), expand: item.expand });
    return `${item.name}${inner === '' ? '()' : inner}`;
  });
  const list = [...(select ?? []), ...nested].join(',');
  return list === '' ? '' : `(${list})`;
}

/** The context URL of one row. The update page shows it without its select list, other pages with it. */
function contextUrl(table: TableModel, { select, expand }: Shape, world: World): string {
  const bare = world.edition === 'documented' || world.variant('context-without-list');
  const names = bare ? '' : shownNames({ select, expand });
  world.cites('DV-GET-003');
  return `${serviceUrl(world)}/$metadata#${table.setName}${names}/$entity`;
}
