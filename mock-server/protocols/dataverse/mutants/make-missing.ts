import type { Json } from '../../../../core/json.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import type { Exchange } from '../../../kernel/bug.ts';
import { membersOf } from '../../../kernel/bugs/other-request.ts';
import { putRow, rowsOf } from '../model/rows.ts';
import { nextVersion } from '../write/store-row.ts';
import { locationBefore, tableOf } from './exchanges.ts';
import { collectionOf } from './related.ts';
import { targetsOf } from './targets.ts';

/** A row without much in it, where the request names none. */
export function makeMissing(exchange: Exchange): void {
  const collection = collectionOf(exchange);
  if (collection) {
    const [id] =
      exchange.request.method === 'POST'
        ? idsIn(stringifyJson(membersOf(exchange.request)))
        : idsIn(exchange.request.target).slice(1);
    if (id) putRow(exchange.store, collection.table, { id, version: nextVersion(exchange.store), values: {} });
    return;
  }
  const { store, world } = exchange;
  const table = tableOf(exchange);
  const { id, keyValues = {} } = locationBefore(exchange) ?? {};
  const named = targetsOf(exchange.request).flatMap((target) => idOf(target, table.primaryKey) ?? []);
  const version = nextVersion(store);
  for (const made of id === undefined && named.length > 0 ? named : [id ?? world.uuid(4)])
    if (!rowsOf(store, table).has(made)) putRow(store, table, { id: made, version, values: { ...keyValues } });
}

function idOf(target: Json, primaryKey: string): string | undefined {
  const id = (target as Readonly<Record<string, Json>>)[primaryKey];
  return typeof id === 'string' ? id.toLowerCase() : undefined;
}

/** The GUIDs in parentheses. */
export function idsIn(text: string): string[] {
  return [...text.matchAll(/\(([0-9a-f-]{36})\)/gi)].map(([, id = '']) => id.toLowerCase());
}
