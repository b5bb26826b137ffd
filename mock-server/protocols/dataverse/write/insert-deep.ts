import { isGuid } from '../../../../core/guid.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../../../core/json.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { rollBack } from '../../../kernel/store.ts';
import { linkTo } from '../model/links.ts';
import { associate, type Collection, findCollection } from '../model/navigation.ts';
import { partitionColumn, storeKey } from '../model/partitions.ts';
import { rowsOf } from '../model/rows.ts';
import { findLookup, type Lookup, type TableModel } from '../model/table.ts';
import type { Changes, TableRow } from '../model/table-row.ts';
import { tableNamed } from '../model/tables.ts';
import type { Refusal } from '../refusal.ts';
import { payloadInvalid, rowExists } from '../refusals.ts';
import type { WebApiCall } from '../request/web-api-call.ts';
import { linkOfNested } from '../seams.ts';
import { readChanges } from './read-changes.ts';
import { resolveBind } from './resolve-bind.ts';
import { insertRow, updateRow } from './store-row.ts';

/**
 * Creates the row of a body, under the id that it gives, and with it the rows that stand in its navigation properties, to any
 * depth: all of them or none. Rows that are there already are bound in the same body. `links`: what else the row refers to.
 */
export function insertDeep(
  call: WebApiCall,
  table: TableModel,
  body: JsonObject,
  links: Changes = {},
): TableRow | Refusal {
  const { store, world } = call;
  const nested = Object.entries(body).find(([name, value]) => isNested(table, name, value));
  if (!nested) return insertTree(call, table, body, links);
  if (!world.features.has('deep-insert')) return payloadInvalid(`Rows cannot be created through '${nested[0]}'.`);
  world.cites('DV-DEEP-001', 'DV-DEEP-002', 'DV-DEEP-003', 'DV-DEEP-005');
  return store.transaction<TableRow | Refusal>(() => {
    const row = insertTree(call, table, body, links);
    return isRefused(row) && world.keeps('DV-DEEP-004') ? rollBack<TableRow | Refusal>(row) : row;
  });
}

function isNested(table: TableModel, name: string, value: Json): boolean {
  if (findLookup(table, name)) return isJsonObject(value);
  return findCollection(table, name.replace(/@odata\.bind$/, '')) !== undefined;
}

/** `links`: what leads from the new row to the one that it is nested in. */
function insertTree(call: WebApiCall, table: TableModel, body: JsonObject, links: Changes): TableRow | Refusal {
  const id = readId(call, table, body);
  if (isRefused(id)) return id;
  const flat: Record<string, Json> = {};
  const before: [lookup: Lookup, target: TableModel, nested: JsonObject][] = [];
  const after: [collection: Collection, items: Json, bound: boolean][] = [];
  for (const [name, value] of Object.entries(body)) {
    const lookup = findLookup(table, name);
    const target = lookup && tableNamed(lookup.target);
    const [, plain = name, bound] = /^(.*?)(@odata\.bind)?$/.exec(name) ?? [];
    const collection = findCollection(table, plain);
    if (lookup && target && isJsonObject(value)) before.push([lookup, target, value]);
    else if (collection) after.push([collection, value, bound !== undefined]);
    else flat[name] = value;
  }
  const changes = readChanges(call, table, flat, true);
  if (isRefused(changes)) return changes;
  const own: Record<string, Json> = { ...changes, ...links };
  for (const [lookup, target, nested] of before) {
    const other = insertTree(call, target, nested, {});
    if (isRefused(other)) return other;
    Object.assign(own, call.world.through(linkOfNested, linkTo(table, lookup, other.id), { kind: 'lookup' }));
  }
  const row = insertRow(call, table, id, own);
  if (isRefused(row)) return row;
  for (const [collection, items, bound] of after) {
    const refused = fill(call, collection, row, items, bound);
    if (refused) return refused;
  }
  return row;
}

/** Puts rows into a collection of a new row: new ones, or such as are there. */
function fill(
  call: WebApiCall,
  collection: Collection,
  owner: TableRow,
  items: Json,
  bound: boolean,
): Refusal | undefined {
  const { name, table } = collection;
  if (!isJsonArray(items)) return payloadInvalid(`The value of '${name}' is not a list.`);
  const sound = collection.kind === 'one-to-many' ? linkTo(table, collection.lookup, owner.id) : {};
  const links = call.world.through(linkOfNested, sound, { kind: 'collection' });
  for (const item of items) {
    const row = bound ? boundRow(call, collection, item, links) : newRow(call, collection, item, links);
    if (isRefused(row)) return row;
    if (collection.kind === 'many-to-many') associate(call.store, owner.id, collection, row.id, true);
  }
  return undefined;
}

function newRow(call: WebApiCall, { name, table }: Collection, item: Json, links: Changes): TableRow | Refusal {
  return isJsonObject(item)
    ? insertTree(call, table, item, links)
    : payloadInvalid(`An item of '${name}' is not a row.`);
}

function boundRow(call: WebApiCall, { name, table }: Collection, item: Json, links: Changes): TableRow | Refusal {
  const id = resolveBind(call, { name, target: table.logicalName }, item);
  if (isRefused(id)) return id;
  const row = rowsOf(call.store, table).get(id);
  if (!row) return payloadInvalid(`An item of '${name}' is not a row.`);
  return Object.keys(links).length === 0 ? row : updateRow(call, table, row, links);
}

/** The id that a body gives, which must be free, or a new one. */
function readId({ store, world }: WebApiCall, table: TableModel, body: JsonObject): string | Refusal {
  const given = body[table.primaryKey];
  if (given === undefined) return world.uuid(4);
  if (!isGuid(given)) return payloadInvalid(`Cannot convert the literal to the expected type 'Edm.Guid'.`);
  const id = String(given).toLowerCase();
  return rowsOf(store, table).has(storeKey(table, id, body[partitionColumn])) ? rowExists() : id;
}
