import { ExactNumber } from '../../../../core/exact-number.ts';
import { type Json, jsonObject } from '../../../../core/json.ts';
import type { ExpandItem } from '../../../kernel/odata/parse-expand.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { rowsOf } from '../model/rows.ts';
import { findColumn, findLookup, lookupValueName, type TableModel } from '../model/table.ts';
import type { TableRow } from '../model/table-row.ts';
import { tableNamed } from '../model/tables.ts';
import { namesOf } from '../request/parse-query.ts';
import { serviceUrl } from '../service-url.ts';
import { allMembers, selectedMembers } from './member-names.ts';
import { memberValue } from './member-value.ts';
import { tagText } from './row-tag.ts';

/** Which answer a representation is for; each can have defects of its own. */
export type Occasion = 'retrieved' | 'created' | 'updated';

/** What to show of a row. */
export interface Shape {
  readonly select: readonly string[] | undefined;
  readonly expand: readonly ExpandItem[];
}

/** One row as a JSON answer of its own, with context and tag. */
export function representRow(
  store: Store,
  table: TableModel,
  row: TableRow,
  shape: Shape,
  occasion: Occasion,
  world: World,
): Json {
  const members = rowMembers(store, table, row, shape, world);
  const defects = (name: string): boolean => world.mutant(`${occasion}-without-${name}`);
  return jsonObject([
    ...(defects('context') ? [] : [['@odata.context', contextUrl(table, shape, world)] as const]),
    ...(defects('tag') ? [] : [['@odata.etag', tagText(row, world)] as const]),
    ...members
      .filter(([name]) => name !== table.primaryKey || !defects('key'))
      .map(([name, value]) => [name, shownAfterWrite(table, name, value, occasion, world)] as const),
  ]);
}

/** One writer of JSON may write more digits of a time than another; both mean the same instant. */
function shownAfterWrite(table: TableModel, name: string, value: Json, occasion: Occasion, world: World): Json {
  if (occasion !== 'updated' || typeof value !== 'string' || findColumn(table, name)?.type.kind !== 'date-time')
    return value;
  return world.variant('other-time-precision') ? value.replace(/Z$/, '.0000000Z') : value;
}

/** The members of a row as they stand in an answer or in a list. */
export function rowMembers(
  store: Store,
  table: TableModel,
  row: TableRow,
  { select, expand }: Shape,
  world: World,
): (readonly [string, Json])[] {
  const names = select ? selectedMembers(table, select, world) : allMembers(table);
  const own = names.map((name) => {
    const value = memberValue(store, table, row, name);
    // Money as a text is what servers do whose JSON writer knows doubles only.
    return [name, value instanceof ExactNumber && world.mutant('money-as-text') ? value.text : value] as const;
  });
  return [...own, ...expand.map((item) => [item.name, expanded(store, table, row, item, world)] as const)];
}

function expanded(store: Store, table: TableModel, row: TableRow, item: ExpandItem, world: World): Json {
  const lookup = findLookup(table, item.name);
  const target = lookup && tableNamed(lookup.target);
  const id = lookup && memberValue(store, table, row, lookupValueName(lookup));
  const other = target && typeof id === 'string' ? rowsOf(store, target).get(id) : undefined;
  if (!target || !other) return null;
  const members = rowMembers(store, target, other, { select: namesOf(item.select), expand: item.expand }, world);
  return jsonObject([['@odata.etag', tagText(other, world)], ...members]);
}

/** The context URL of one row. The update page shows it without its select list, other pages with it. */
function contextUrl(table: TableModel, { select, expand }: Shape, world: World): string {
  const bare = world.edition === 'documented' || world.variant('context-without-list');
  const nested = expand.map((item) => `${item.name}(${namesOf(item.select)?.join(',') ?? ''})`);
  const list = [...(select ?? []), ...nested].join(',');
  const names = bare || list === '' ? '' : `(${list})`;
  const entity = world.keeps('DV-GET-003') ? '/$entity' : '';
  const set = world.mutant('context-names-another-set') ? `other${table.setName}` : table.setName;
  return `${serviceUrl(world)}/$metadata#${set}${names}${entity}`;
}
