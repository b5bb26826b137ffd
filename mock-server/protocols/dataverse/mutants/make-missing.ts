import type { Json } from '../../../../core/json.ts';
import type { Exchange } from '../../../kernel/bug.ts';
import { putRow, rowsOf } from '../model/rows.ts';
import { nextVersion } from '../write/store-row.ts';
import { locationBefore, tableOf } from './exchanges.ts';
import { targetsOf } from './targets.ts';

/** A row without much in it, where the request names none. */
export function makeMissing(exchange: Exchange): void {
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
